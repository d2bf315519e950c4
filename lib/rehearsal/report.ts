import { StandIn } from './stand-ins';

/** One attempt to get in. */
export interface Attempt {
  readonly who: string;
  readonly expected: 'admitted' | 'refused';
  /** `undecided` where no part of the clouds was asked, so that nothing is proven. */
  readonly outcome: 'admitted' | 'refused' | 'undecided';
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
}

/** What became of one workload and of those who resemble it. */
export interface WorkloadReport {
  readonly workload: string;
  /** Assumed-role ARN without session. @default - the user data did not run through */
  readonly role?: string;
  /** @default - the user data did not run through */
  readonly audience?: string;
  /** @default - the user data did not run through */
  readonly bootMilliseconds?: number;
  readonly attempts: readonly Attempt[];
}

export interface RehearsalReport {
  /** Whether everyone who should was admitted, and nobody else. */
  readonly fits: boolean;
  readonly form: string;
  readonly workloads: readonly WorkloadReport[];
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
