import type { IamMember } from './grants/iam-member';

/** Arguments in Terraform's own names. Text is literal: a writer escapes what its engine would evaluate. */
export interface GoogleArguments {
  readonly [name: string]: GoogleValue | undefined;
}

/** Text, a choice, a list of text, nested blocks, or in `attribute_mapping` a map. */
export type GoogleValue = string | boolean | readonly string[] | GoogleArguments | readonly GoogleArguments[];

export type ElementKind = 'api' | 'audit-logs' | 'organization-policy' | 'pool' | 'provider' | 'service-account' | 'grant';

/** One resource of the Google side, or a look-up of one that is managed elsewhere. */
export interface GoogleElement {
  readonly kind: ElementKind;
  readonly isLookup: boolean;
  /** Names the element within its side. The first parts name the group that it is in. */
  readonly path: readonly string[];
  /** The Terraform type. */
  readonly type: string;
  readonly arguments: GoogleArguments;
  /** What has to exist before. */
  readonly after: readonly Predecessor[];
  readonly lifecycle?: Lifecycle;
  /** The id of what exists, and is to be managed from now on. @default - it is created */
  readonly importId?: string;
  /** Whether Terraform forgets it instead of managing it. */
  readonly isForgotten?: boolean;
  /** The reason for the element, for readers of the configuration. */
  readonly purpose: string;
  /** The grant that the element makes, if it makes one. */
  readonly member?: IamMember;
}

/** What the caller of the constructs has named to come first. */
export const CALLERS_OWN = "the caller's own" as const;

export type Predecessor = GoogleElement | typeof CALLERS_OWN;

/** What a writer tells the engine about the life of a resource. */
export interface Lifecycle {
  readonly preventDestroy?: true;
  readonly createBeforeDestroy?: true;
  readonly postconditions?: readonly Postcondition[];
}

/** A condition on what Google answers, in Terraform's expression language. */
export interface Postcondition {
  readonly condition: string;
  /** A template, in which `${...}` is evaluated. */
  readonly errorMessage: string;
}

/** An output of the configuration. */
export interface GoogleOutput {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** A check that warns if the condition of an existing provider does not name an identity. */
export interface AdmissionCheck {
  readonly id: string;
  readonly provider: GoogleElement;
  readonly identities: readonly string[];
}

/** Tells an element from all others of its side. */
export function elementKey({ path }: GoogleElement): string {
  return path.join('/');
}
