import { refuse } from '../errors';

/**
 * The party that the provider of a pool trusts. Everything that depends on its kind is here; a further kind is a class of
 * its own and an entry in `parties.ts`.
 */
export interface TrustedParty {
  /** The party in messages and descriptions, such as `AWS account 111122223333`. */
  readonly description: string;
  /** The party in display names of Google, which are short. */
  readonly shortName: string;
  /** Why it needs a pool of its own, and how that could be named. */
  readonly poolOfItsOwn: string;
  /** The workloads that the party vouches for. */
  readonly workloads: AdmittedWorkloads;
  /** The trust as a provider of Google's API states it. */
  readonly trust: ProviderTrust;
  /** The AWS account. @default - the party is none */
  readonly awsAccountId?: string;

  /** Returns the attribute condition that admits exactly these identities. Throws if it would exceed Google's limit. */
  condition(identities: readonly string[]): string;

  /** Requires that a further description for the same pool is about this party. Throws with the first difference. */
  requireSame(further: TrustedParty, difference: Difference): void;

  /** Requires that a further description, which is about this party, maps attributes alike. Throws with the difference. */
  requireSameMapping(further: TrustedParty): void;
}

/** The words for what a party vouches for. */
export interface AdmittedWorkloads {
  /** One of them. */
  readonly noun: 'role' | 'service account';
  /** One of them, with its cloud. */
  readonly title: string;
  /** What display names of their service accounts begin with. */
  readonly label: string;
  /** The identities that a member stands for. */
  readonly identities: string;
  /** The property of the description that names one. */
  readonly property: string;
  /** How a further one is added to a pool. */
  readonly addition: string;
}

/** The block of a provider that names the party, in Google's words. */
export interface ProviderTrust {
  readonly block: 'aws' | 'oidc';
  readonly arguments: Readonly<Record<string, string | readonly string[]>>;
  /** The argument that tells the party from all others. */
  readonly identifiedBy: string;
  /** The party in the message that a provider does not trust it. */
  readonly name: string;
  /** The attribute that members of the pool are about. */
  readonly memberAttribute: string;
  /** Whether a provider without a mapping maps this attribute alike. */
  readonly isMappedByDefault: boolean;
}

/** The words of a refusal of two descriptions that cannot share a pool. */
export interface Difference {
  readonly poolId: string;
  /** The name of the further workload. */
  readonly workloadName: string;
  /** What to do instead. */
  readonly elsewhere: string;
}

/** Requires that a property is the same in two descriptions. */
export function requireEqual(property: string, first: string | undefined, further: string | undefined, fix: string): void {
  if (first !== further) refuse(property, further, `differs from '${first}', which the pool already has`, fix);
}

/** Refuses a pool for two kinds of parties. */
export function refuseOtherKind(first: TrustedParty, further: TrustedParty, { poolId, workloadName, elsewhere }: Difference): never {
  return refuse('poolId', poolId, `is the pool of ${first.description}, and '${workloadName}' is of ${further.description}`,
    `members do not name the provider, so that one could forge those of the other; ${elsewhere}, with another poolId`);
}
