import { Finding, StepReport, Verdict } from '../check-report';

/** What is decided on one step, and what there is to say about it. */
export interface StepDecision extends StepReport {
  readonly verdict: 'passed' | 'rejected' | 'depends';
  readonly findings: readonly Finding[];
}

/** Creates the decision on one step. */
export function decideStep(step: string, verdict: StepDecision['verdict'], detail: string, ...findings: readonly Finding[]): StepDecision {
  return { step, verdict, detail, findings };
}

/** Returns the steps as a report lists them: after a rejection none is reached. */
export function reportSteps(steps: readonly StepDecision[]): StepReport[] {
  const rejecting = steps.findIndex(({ verdict }) => verdict === 'rejected');
  return steps.map(({ step, verdict, detail }, index) => ({ step, verdict: rejecting >= 0 && index > rejecting ? 'not reached' : verdict, detail }));
}

/** Returns the findings of all steps. What a step depends on is of no interest if another one rejects. */
export function findingsOf(steps: readonly StepDecision[]): Finding[] {
  const rejected = verdictOf(steps) === 'rejected';
  return steps.flatMap(({ findings }) => findings).filter(({ severity }) => !rejected || severity !== 'depends');
}

/** Returns the verdict on a workload from those on its steps. */
export function verdictOf(steps: readonly StepDecision[]): Verdict {
  if (steps.some(({ verdict }) => verdict === 'rejected')) return 'rejected';
  return steps.some(({ verdict }) => verdict === 'depends') ? 'depends' : 'admitted';
}
