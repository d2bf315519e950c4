import { AccessMode } from '../clients/federation';
import { SetUpName } from '../clients/set-ups';

/** What one client said in one situation, without anything that differs from run to run. */
export interface Fact {
  readonly client: string;
  readonly version: string;
  readonly setUp: SetUpName;
  readonly access: AccessMode;
  readonly situation: string;
  /** `lists`, or its error, for each time that it was asked. */
  readonly answers: readonly string[];
}

/** What became of the files of a set-up under a fault of the disk. */
export interface UserDataFact {
  readonly setUp: SetUpName;
  readonly fault: string;
  readonly exitCode: number | null;
  /** The last line that the user data wrote. */
  readonly lastLine: string;
  readonly halfWritten: readonly string[];
}

/** Medians of several runs, in milliseconds from the start of the client. */
export interface Time {
  readonly client: string;
  readonly setUp: SetUpName;
  readonly access: AccessMode;
  readonly token: number;
  readonly answer: number;
  /** From the second question, or the start of a second command, to its answer. */
  readonly again: number;
  /** Requests until the answer, the least of all runs. */
  readonly requests: number;
}

/** All that a run observed; `observed.json` holds that of which docs/compatibility.md tells. */
export interface Record {
  /** What it ran on. */
  readonly node: string;
  readonly runs: number;
  readonly facts: readonly Fact[];
  readonly userData: readonly UserDataFact[];
  readonly times: readonly Time[];
}

export const LISTS = 'lists';

/** By what a fact is known among others. */
export function key({ client, setUp, access, situation }: Pick<Fact, 'client' | 'setUp' | 'access' | 'situation'>): string {
  return [client, setUp, access, situation].join(' | ');
}
