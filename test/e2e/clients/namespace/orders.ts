import { LogEntry } from '../../../../lib/rehearsal/emulators';
import { Client, Program } from '../client';
import { AccessMode } from '../federation';
import { SetUp } from '../set-ups';

/** What a test wants done inside the namespace. */
export interface Orders {
  readonly setUp: SetUp;
  readonly access: AccessMode;
  /** An empty folder for the private files. */
  readonly folder: string;
  readonly clients: readonly (Pick<Client, 'asks'> & { readonly name: string; readonly program: Program })[];
  /** Whether the network of the instance is left by a proxy, as its environment says. */
  readonly proxy: boolean;
  /** Names of situations; each client meets each of them. */
  readonly situations: readonly string[];
}

/** What a client answered when it was asked once. */
export interface Answer {
  /** What it listed. @default - it failed */
  readonly listed?: string;
  /** In its own words why it failed. */
  readonly error?: string;
  /** From the start of the client, or from the question where it ran already, to its answer. */
  readonly milliseconds: number;
  /** The same until Google gave it its first token. @default - it was given none */
  readonly tokenMilliseconds?: number;
  /** How many requests it had sent by then. */
  readonly requests: number;
  readonly log: readonly LogEntry[];
}

/** What one client met in one situation. */
export interface Observation {
  readonly client: string;
  readonly situation: string;
  readonly answers: readonly Answer[];
}

export interface Result {
  readonly error?: string;
  readonly bootMilliseconds: number;
  readonly observations: readonly Observation[];
}
