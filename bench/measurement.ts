/** One run of one variant, measured inside a process of its own. */
export interface Measurement {
  readonly milliseconds: number;
  /** Milliseconds of the processor in user mode, all threads, which other programs on the machine disturb less; none of another process. */
  readonly cpu?: number;
  /** Resident memory after the run. */
  readonly megabytes: number;
  /** What was produced, where that is compared. */
  readonly bytes?: number;
  /** Modules loaded, where that is compared. */
  readonly modules?: number;
}

/** A variant of the same work, measured once at a size; undefined where it cannot run on this machine. */
export type Variant = (size: number) => Promise<Measurement | undefined>;

/** The ratio of our time to that of another variant. */
export interface Goal {
  readonly against: string;
  readonly ratio: number;
  /** What the quick form still accepts: wide, since it takes few runs on a machine that others use. */
  readonly quick: number;
}

/** What is measured. The first variant is ours. */
export interface Case {
  readonly name: string;
  readonly sizes: readonly number[];
  /** The size at which the quick form looks. @default - the quick form leaves the case out */
  readonly quickSize?: number;
  readonly variants: Readonly<Record<string, Variant>>;
  readonly goal?: Goal;
}

/**
 * Measures a piece of work.
 *
 * @param work gives the bytes that it produced, or nothing
 */
export async function measure(work: () => unknown): Promise<Measurement> {
  const before = process.cpuUsage();
  const measured = await measureProcess(work);
  return { ...measured, cpu: process.cpuUsage(before).user / 1000 };
}

/** Measures a piece of work that a process started by it does. */
export async function measureProcess(work: () => unknown): Promise<Measurement> {
  const started = performance.now();
  const bytes = await work();
  return {
    milliseconds: performance.now() - started,
    megabytes: process.memoryUsage().rss / 1e6,
    ...typeof bytes === 'number' && { bytes },
  };
}

/** Measures a module's load, with the modules that come along. */
export async function measureLoad(load: () => unknown): Promise<Measurement> {
  const before = Object.keys(require.cache).length;
  const measured = await measure(() => { load(); });
  return { ...measured, modules: Object.keys(require.cache).length - before };
}
