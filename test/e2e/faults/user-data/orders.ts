import { Program } from '../../clients/client';
import { Said } from '../../clients/namespace/running-client';
import { SetUp } from '../../clients/set-ups';

export const USER_DATA_FAULTS = ['/etc is read-only', 'the disk is full', 'the user data runs twice at once'] as const;
export type UserDataFault = typeof USER_DATA_FAULTS[number];

export interface Orders {
  readonly setUp: SetUp;
  readonly fault: UserDataFault;
  readonly folder: string;
  readonly clients: readonly { readonly name: string; readonly program: Program }[];
}

/** One run of the user data under the fault. */
export interface Attempt {
  readonly exitCodes: readonly (number | null)[];
  /** The last line of what it wrote, of each run. */
  readonly lastLines: readonly string[];
  /** Files that are neither as they were nor as they ought to become. */
  readonly halfWritten: readonly string[];
  /** Files that are as they ought to become. */
  readonly written: readonly string[];
}

export interface Result {
  readonly error?: string;
  readonly attempts: readonly Attempt[];
  /** What clients say after the last attempt, and after the user data has run again without the fault. */
  readonly said: readonly { readonly client: string; readonly afterFault: Said; readonly afterwards: Said }[];
}
