import { LogEntry } from '../../../lib/rehearsal/emulators';

/** Where a workload runs, and what it finds there besides its own. */
export type Place = 'Lambda' | 'ECS without instance metadata' | 'ECS with a reachable node role';

export const PLACES: readonly Place[] = ['Lambda', 'ECS without instance metadata', 'ECS with a reachable node role'];

export const NODE_ROLE = 'ecs-node';

/** What the test wants done inside the namespace. */
export interface Orders {
  readonly place: Place;
  /** The cloud assembly, and the template in it. */
  readonly assembly: string;
  readonly template: string;
  readonly gcp: string;
  readonly folder: string;
  /** Command lines by client. */
  readonly clients: Readonly<Record<string, readonly string[]>>;
}

export interface Call {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly log: readonly LogEntry[];
}

export interface Result {
  readonly error?: string;
  readonly calls: Readonly<Record<string, Call>>;
  /** What a container writes that serves credentials. */
  readonly sidecarLog: string;
}
