import { Undecided } from '../../callers/language';
import { Caller } from '../../callers/universe/universe';

/** How callers are admitted who are not intended. */
export type PartKind =
  /** Workloads of the outputs that are intended for another Google identity. */
  | 'cross-use'
  /** Callers that mapping, condition or members name, for whom the outputs have no workload. */
  | 'named'
  /** Roles that mapping, condition or members name by the id that AWS assigns. */
  | 'role-id'
  /** Callers of another provider of the pool, who can be what a member of the first one stands for. */
  | 'forged'
  | 'unintended'
  /** Callers of whom it is not decided whether they are admitted. */
  | 'possible';

/** Callers who are admitted without being intended. */
export interface CallerPart {
  readonly kind: PartKind;
  /** In words. */
  readonly words: string;
  /** The shortest one of them. @default - not decided */
  readonly witness?: Caller;
  /** Why it is not decided. @default - it is */
  readonly because?: readonly Undecided[];
}
