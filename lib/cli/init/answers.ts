import { grantOf, parseGrants } from './grant-answer';
import { GcpAccess, GcpFederationProps } from '../../federation';
import { roleServiceAccountId } from '../../federation/default-service-account';
import { DEFAULT_PARTITION } from '../../federation/partition';

/** What the questions ask for, as it was typed or passed by a flag. */
export interface Answers {
  readonly gcpProjectId: string;
  readonly gcpProjectNumber: string;
  readonly roleName: string;
  readonly awsAccountId: string;
  /** Id of a service account to create, email of an existing one, or `direct` for none. */
  readonly serviceAccount: string;
  /** Grants with white space or commas between them. */
  readonly grants: string;
}

/** What no question asks for. */
export interface Settings {
  /** @default - that of the library */
  readonly poolId?: string;
  /** @default - that of the library */
  readonly awsPartition?: string;
}

/** The answer that means that no service account takes part. */
export const DIRECT = 'direct';

/** The properties of `GcpAccess.impersonation` that an answer stands for. */
export function serviceAccountProperty(answer: string): 'serviceAccountId' | 'serviceAccountEmail' {
  return answer.includes('@') ? 'serviceAccountEmail' : 'serviceAccountId';
}

/** Returns the id of the service account that the library creates for this role alone. */
export function ownServiceAccount(
  { awsAccountId, roleName }: Pick<Answers, 'awsAccountId' | 'roleName'>, awsPartition = DEFAULT_PARTITION,
): string {
  return roleServiceAccountId(awsPartition, awsAccountId, roleName);
}

/** Whether the answer is what the library does by default, so that the description can leave `access` out. */
export function isDefaultAccess(answers: Answers, { awsPartition }: Settings): boolean {
  return answers.serviceAccount === ownServiceAccount(answers, awsPartition);
}

export function accessOf(answer: string): GcpAccess {
  return answer === DIRECT ? GcpAccess.direct() : GcpAccess.impersonation({ [serviceAccountProperty(answer)]: answer });
}

/** The plain values of a description, in the order in which they are written. */
export function literalsOf(answers: Answers, { poolId, awsPartition }: Settings) {
  const { gcpProjectId, gcpProjectNumber, awsAccountId, roleName } = answers;
  return {
    gcpProjectId,
    gcpProjectNumber,
    awsAccountId,
    roleName,
    ...awsPartition !== undefined && awsPartition !== DEFAULT_PARTITION && { awsPartition },
    ...poolId !== undefined && { poolId },
  };
}

/** Throws where an answer is outside the grammar of its cloud. */
export function propsOf(answers: Answers, settings: Settings): GcpFederationProps {
  const grants = parseGrants(answers.grants).map(grantOf);
  return {
    ...literalsOf(answers, settings),
    ...!isDefaultAccess(answers, settings) && { access: accessOf(answers.serviceAccount) },
    ...grants.length > 0 && { grants },
  };
}
