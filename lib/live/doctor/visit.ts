import { RunProgram } from '../run-program';

/** A run of the doctor somewhere else: what it takes, what will run, and how. */
export interface Visit {
  /** What has to be there, since nothing can be looked up before. */
  readonly needs: readonly string[];
  /** Command lines as a person would type them; the script itself is shortened. */
  readonly commands: readonly string[];
  /** Runs the commands. Throws with the reason if they cannot. */
  run(program: RunProgram): Promise<VisitResult>;
}

export interface VisitResult {
  /** What the doctor wrote there. */
  readonly report: string;
  /** The exit code of the doctor. @default - not told */
  readonly code?: number;
  /** Whether the end of the report is missing. */
  readonly cut: boolean;
}

/** Stands for the script in the commands that are shown. */
export const SCRIPT = '<doctor.sh>';
