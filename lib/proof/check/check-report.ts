import type { ErrorId } from '../../errors/catalogue';
import { Assertion } from '../callers/universe/universe';

/** Verdict on a workload or a caller. `depends` if something is not known before run time. */
export type Verdict = 'admitted' | 'rejected' | 'depends';

/** Severity of a finding. One of severity `depends` says what a verdict depends on, and can be accepted by its id. */
export type Severity = 'error' | 'depends' | 'warning' | 'note';

/** One element of either output, as precisely as the files name it. */
export interface ElementReference {
  readonly side: 'aws' | 'gcp';
  /** Path of the file as it was given. */
  readonly file: string;
  /** Logical id in a CloudFormation template, or address in a Terraform configuration. */
  readonly address: string;
  /** @default - the file does not tell */
  readonly constructPath?: string;
  /** Where the user's own source made the element, as `file:line:column`. @default - the file does not tell */
  readonly source?: string;
}

/** One step on the way of a token, in the order in which Google takes them. */
export interface StepReport {
  /** Such as `audience`, `account`, `attribute mapping`, `google.subject`, `attribute condition`, `member`, `impersonation`, `lifetime`, `grants`. */
  readonly step: string;
  readonly verdict: 'passed' | 'rejected' | 'depends' | 'not reached';
  /** What was compared with what. */
  readonly detail: string;
}

/** A Google role that an identity ends up with. */
export interface HeldRole {
  readonly role: string;
  /** Such as `project my-gcp-project` or `bucket reports`. */
  readonly resource: string;
  /** @default - unconditional */
  readonly condition?: string;
  readonly element: ElementReference;
}

/** What becomes of one federated workload. */
export interface WorkloadVerdict {
  /** Construct path, or stack and logical id. */
  readonly workload: string;
  /** Such as `ec2-instance`. */
  readonly kind: string;
  readonly element: ElementReference;
  /** Assumed-role ARN without session. @default - not known before deployment */
  readonly roleArn?: string;
  readonly audience: string;
  readonly verdict: Verdict;
  readonly steps: readonly StepReport[];
  /** The service account, or the principal in direct access. @default - not admitted */
  readonly actsAs?: string;
  readonly roles: readonly HeldRole[];
}

/** Verdict on callers who are admitted, or may be, without being intended. */
export interface CallerVerdict {
  /** Terraform address of the provider. */
  readonly provider: string;
  /** File of the provider: several configurations may use the same addresses. @default - not read from a file */
  readonly providerFile?: string;
  /** Description, such as `roles whose name starts with 'batch-'`. */
  readonly who: string;
  /** ARN, or subject of a token: of several callers the shortest one. */
  readonly arn: string;
  /** What the provider gets to see of the caller. @default - not decided */
  readonly claims?: Assertion;
  readonly verdict: Exclude<Verdict, 'rejected'>;
  /** Google identities and roles that the caller may use. */
  readonly reaches: readonly string[];
}

/** Verdict on a Google identity: who reaches it, over all callers. */
export interface IdentityVerdict {
  /** Email of the service account, or the member of a principal set in direct access. */
  readonly identity: string;
  readonly kind: 'service account' | 'principal set';
  /** Whether it is proven for every caller that no other one than the intended ones is admitted. */
  readonly verdict: 'proven' | 'not proven';
  /** Workloads that use it on purpose. */
  readonly intended: readonly string[];
  /** Terraform addresses of the providers whose callers reach it. */
  readonly providers: readonly string[];
  readonly grants: ReadonlyArray<{ readonly member: string; readonly element: ElementReference }>;
  /** Roles and resources that it opens. */
  readonly reaches: readonly string[];
}

/** Subject of a finding. */
export type FindingSubject =
  | 'input' | 'workload' | 'aws-role' | 'trust-policy' | 'credential-config' | 'audience' | 'token'
  | 'pool' | 'provider' | 'mapping' | 'condition' | 'member' | 'grant' | 'service-account' | 'caller';

/** A problem, or a fact that the user should know. */
export interface Finding {
  /** Stable, kebab-case: part of the interface. */
  readonly id: string;
  readonly severity: Severity;
  readonly about: FindingSubject;
  /** Whether an option accepts what the finding depends on. @default false */
  readonly accepted?: boolean;
  /** One line: what is wrong. */
  readonly title: string;
  /** The values on both sides. */
  readonly detail: string;
  readonly elements: readonly ElementReference[];
  /** Id of the error that a cloud or a client reports at run time. @default - none: it works, but should not */
  readonly runtimeError?: ErrorId;
  readonly fix: string;
}

/** Result of `check`. */
export interface CheckReport {
  /** Whether no finding is an error, and every one that depends is accepted: every workload is admitted, and no other caller. */
  readonly matches: boolean;
  readonly workloads: readonly WorkloadVerdict[];
  /** Google identities that members of pools reach. */
  readonly identities: readonly IdentityVerdict[];
  /** Callers who are admitted, or may be, without being intended. */
  readonly callers: readonly CallerVerdict[];
  readonly findings: readonly Finding[];
  /** What could not be resolved, and what was assumed instead. */
  readonly notes: readonly string[];
  readonly notJudged: readonly string[];
}
