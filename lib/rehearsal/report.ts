import { LogEntry, StandIn } from './emulators';

/** One attempt to get in. */
export interface Attempt {
  readonly who: string;
  readonly expected: 'admitted' | 'rejected';
  /** `depends` where no part of the clouds was asked, so that nothing is proven. */
  readonly outcome: 'admitted' | 'rejected' | 'depends';
  /** As whom: a service account, or an IAM principal. @default - refused */
  readonly as?: string;
  /** What was listed. @default - nothing */
  readonly listed?: readonly string[];
  /** Who refused. @default - nobody */
  readonly standIn?: StandIn;
  /** The check that refused. */
  readonly step?: string;
  /** What the client was told. */
  readonly reason?: string;
  readonly milliseconds: number;
  /** What the stand-ins were asked, in order. */
  readonly requests: readonly LogEntry[];
}

/** How all of the user data of an instance ran, where that does. */
export interface UserDataReport {
  /** @default - a signal, or the time limit, ended it */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** The last lines that it wrote. */
  readonly lastOutput: readonly string[];
  /** Host names that it looked up, and that nothing answers for in the rehearsal. */
  readonly unreachedHosts: readonly string[];
}

/** What became of one workload and of those who resemble it. */
export interface WorkloadReport {
  readonly workload: string;
  /** What it is, such as `Lambda function`. */
  readonly kind: string;
  /** Assumed-role ARN without session. @default - it has none, or did not start */
  readonly role?: string;
  /** Of the tokens of a pod whose cluster signs them. @default - it acts as a role, or did not start */
  readonly subject?: string;
  /** @default - it did not start */
  readonly audience?: string;
  /** Until it was ready to call. @default - it did not start */
  readonly bootMilliseconds?: number;
  /** @default - only our commands in it ran */
  readonly userData?: UserDataReport;
  /** Version of the google-auth-library that called. @default - nothing called */
  readonly libraryVersion?: string;
  readonly attempts: readonly Attempt[];
}

/** The google-auth-library that called, unmodified. */
export interface ClientReport {
  /** @default - nothing called */
  readonly version?: string;
  /** Folder of the app's own copy. @default - the copy that comes with this package */
  readonly folder?: string;
}

/** What is wrong beside the attempts. */
export interface RehearsalFinding {
  readonly id: 'client-library-known-to-fail';
  readonly severity: 'warning';
  readonly message: string;
  readonly fix: string;
}

export interface RehearsalReport {
  /** `depends` if nothing is wrong, and something was not proven either. */
  readonly verdict: 'match' | 'mismatch' | 'depends';
  /** Whether everyone who should was admitted, and nobody else. */
  readonly matches: boolean;
  readonly form: string;
  /** Why it is not the form that comes nearer. @default - it is, or was asked for */
  readonly fallback?: string;
  /** Folder with what was kept. @default - nothing was */
  readonly kept?: string;
  readonly workloads: readonly WorkloadReport[];
  readonly client: ClientReport;
  readonly findings: readonly RehearsalFinding[];
  /** What was assumed, changed or left out. */
  readonly notes: readonly string[];
  readonly notJudged: readonly string[];
  readonly milliseconds: number;
}

/** What no rehearsal of this kind can tell. */
export const NOT_JUDGED: readonly string[] = [
  'deny policies, principal access boundaries, organization policies and VPC Service Controls',
  'bindings and roles outside the given files, and what custom roles contain',
  'that the project number belongs to the project id, that the APIs are enabled, and that IAM has propagated the bindings',
  'the exact words of a refusal, where neither cloud documents them',
];
