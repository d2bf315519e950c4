/** Which part of the two clouds decided. */
export type StandIn = 'instance metadata' | 'container credentials' | 'AWS STS' | 'Google STS' | 'IAM credentials' | 'Cloud Storage' | 'BigQuery' | 'Resource Manager';

/** One request to a stand-in, and what became of it. It never holds a credential. */
export interface LogEntry {
  readonly standIn: StandIn;
  /** Method and path, without query and without secrets. */
  readonly request: string;
  readonly verdict: 'accepted' | 'rejected';
  /** The check that decided. */
  readonly step: string;
  /** Status of the answer. */
  readonly status: number;
  /** What the client was told, where it was refused. */
  readonly reason?: string;
  /** As whom the caller was taken, where that is known. */
  readonly identity?: string;
}

/** What all stand-ins of a rehearsal were asked. */
export class RequestLog {
  private readonly written: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.written;
  }

  add(entry: LogEntry): void {
    this.written.push(entry);
  }

  /** Where the log stands, to read later only what came after. */
  mark(): number {
    return this.written.length;
  }

  since(mark: number): readonly LogEntry[] {
    return this.written.slice(mark);
  }
}
