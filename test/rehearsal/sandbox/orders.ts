import { LogEntry } from '../../../lib/rehearsal/emulators';

/** What the test wants done inside the namespace. */
export interface Orders {
  readonly aws: string;
  readonly gcp: string;
  readonly folder: string;
  readonly shell: 'bash' | 'sh';
  /** Roles that the instance has, one after the other. */
  readonly roleNames: readonly string[];
  /** Command lines by client. */
  readonly clients: Readonly<Record<string, readonly string[]>>;
}

export interface Result {
  readonly error?: string;
  readonly credentialConfig: string;
  readonly role: string;
  readonly environmentFile: string;
  readonly calls: {
    readonly client: string;
    readonly roleName: string;
    readonly code: number | null;
    readonly output: string;
    readonly errors: string;
    readonly log: readonly LogEntry[];
  }[];
}
