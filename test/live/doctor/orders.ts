/** What the test wants done inside the namespace. */
export interface Orders {
  readonly aws: string;
  readonly gcp: string;
  readonly folder: string;
  /** The doctor's script. */
  readonly script: string;
  /** Command lines of the shells that run it, by name. */
  readonly shells: Readonly<Record<string, readonly string[]>>;
  /** Names of machines. */
  readonly machines: readonly string[];
}

/** One run of the doctor. */
export interface Visit {
  readonly machine: string;
  readonly shell: string;
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly milliseconds: number;
  /** What no output may hold. */
  readonly secrets: readonly string[];
  /** Secrets that stood in an argument of a process while the doctor ran. */
  readonly leaked: readonly string[];
}

export interface Result {
  readonly error?: string;
  readonly visits: readonly Visit[];
}
