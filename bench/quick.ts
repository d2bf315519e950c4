import { CaseResult } from './results';

/** Where ours takes more of the other's time than the quick form accepts: ratios only, since machines differ. */
export function tooSlow(cases: readonly CaseResult[]): string[] {
  return cases.flatMap(({ name, goal, summaries }) => {
    const other = summaries.find(({ variant }) => variant === goal?.against);
    if (!goal || other?.ratio === undefined) return [];
    const ratio = Math.min(other.ratio, other.cpuRatio ?? Infinity);
    return ratio > goal.quick ? [`${name}: ${ratio.toFixed(2)} of the time of '${goal.against}', and at most ${goal.quick} is accepted here`] : [];
  });
}
