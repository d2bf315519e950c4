import { cpus, loadavg, totalmem } from 'node:os';
import { Goal } from './measurement';
import { CaseDescription, Series } from './runner';
import { growthExponent, median, Point, spread } from './statistics';

/** One variant at one size, summed up. */
export interface Summary {
  readonly variant: string;
  readonly size: number;
  readonly runs: number;
  readonly milliseconds: number;
  /** Half the distance between the quartiles, relative to the median. */
  readonly spread: number;
  readonly firstMilliseconds: number;
  readonly cpu?: number;
  readonly megabytes: number;
  readonly bytes?: number;
  readonly modules?: number;
  /** Median of the quotients of runs that were made one after the other: ours by this one. */
  readonly ratio?: number;
  readonly cpuRatio?: number;
}

export interface CaseResult {
  readonly id: string;
  readonly name: string;
  readonly goal?: Goal;
  readonly summaries: readonly Summary[];
  /** From the second-largest size to the largest, by variant. */
  readonly growth: Readonly<Record<string, number>>;
}

export interface Results {
  readonly machine: string;
  readonly load: string;
  readonly node: string;
  readonly cases: readonly CaseResult[];
}

export function summarize(id: string, { name, goal }: CaseDescription, series: readonly Series[]): CaseResult {
  const summaries = series.map(one => summary(one, series));
  const growth: Record<string, number> = {};
  for (const { variant } of series) {
    const exponent = growthOf(summaries.filter(one => one.variant === variant));
    if (exponent !== undefined) growth[variant] = exponent;
  }
  return { id, name, goal, summaries, growth };
}

export function results(cases: readonly CaseResult[]): Results {
  const [{ model }] = cpus();
  return {
    machine: `${cpus().length} x ${model.trim()}, ${Math.round(totalmem() / 1e9)} GB`,
    load: loadavg().map(load => load.toFixed(1)).join(', '),
    node: process.version,
    cases,
  };
}

function summary({ variant, size, runs }: Series, all: readonly Series[]): Summary {
  const times = runs.map(({ milliseconds }) => milliseconds);
  const ours = all.find(series => series.size === size)!;
  const { bytes, modules } = runs[0];
  return {
    variant,
    size,
    runs: runs.length,
    bytes,
    modules,
    milliseconds: median(times),
    spread: spread(times),
    firstMilliseconds: times[0],
    cpu: medianOf(runs.map(({ cpu }) => cpu)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
    ...ours.variant !== variant && {
      ratio: medianOf(runs.map((run, index) => ours.runs[index].milliseconds / run.milliseconds)),
      cpuRatio: medianOf(runs.map((run, index) => ours.runs[index].cpu! / run.cpu!)),
    },
  };
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value): value is number => Number.isFinite(value));
  return known.length > 0 ? median(known) : undefined;
}

function growthOf(points: readonly Point[]): number | undefined {
  const [last, before] = [...points].sort((a, b) => b.size - a.size);
  return before && last.size >= 100 ? growthExponent(before, last) : undefined;
}
