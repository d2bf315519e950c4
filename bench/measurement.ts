/** One run of one variant, measured inside a process of its own. */
export interface Measurement {
  readonly milliseconds: number;
  /** Time of the processor in user mode, which other programs on the machine disturb less. */
  readonly cpu: number;
  /** Resident memory after the run. */
  readonly megabytes: number;
  /** What was produced, where that is compared. */
  readonly bytes?: number;
  /** Modules loaded, where that is compared. */
  readonly modules?: number;
}

/** What is measured: variants of the same work, the first being ours, the second what it is compared with. */
export interface Case {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly variants: Readonly<Record<string, (size: number) => Measurement | Promise<Measurement>>>;
}

/** Measures a piece of work. */
export async function measure(work: () => unknown): Promise<Measurement> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const bytes = await work();
  return {
    milliseconds: performance.now() - started,
    cpu: process.cpuUsage(cpu).user / 1000,
    megabytes: process.memoryUsage().rss / 1e6,
    ...typeof bytes === 'number' && { bytes },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Half the distance between the quartiles, relative to the median. */
export function spread(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.round(q * (sorted.length - 1))];
  return (quantile(0.75) - quantile(0.25)) / 2 / median(values);
}
