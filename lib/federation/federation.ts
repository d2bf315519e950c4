import { BoundAccess, GcpAccess } from './access';
import { attributeMapping } from './attribute-mapping';
import { validateAwsAccountId } from './aws-account';
import { roleServiceAccountId } from './default-service-account';
import { validateProjectId, validateProjectNumber } from './gcp-project';
import { BoundGrant, directAccessWarnings, distinctGrants, grantWarnings, requireUsableDirectly } from './grants';
import { assumedRoleArn, audience, awsRolePrincipalSet, poolResourceName, providerResourceName, serviceAccountMember } from './names';
import { DEFAULT_PARTITION, partitionWarnings, validatePartition } from './partition';
import { AwsAccount } from './party/aws-account';
import type { TrustedParty } from './party/trusted-party';
import { DEFAULT_POOL_ID, DEFAULT_PROVIDER_ID, validatePoolOrProviderId } from './pool-and-provider';
import { GcpFederationProps } from './props';
import { validateRoleName } from './role-name';
import { BoundSubject, GcpSubject } from './subject';
import { tokenLifetimeWarnings } from './token-lifetime';
import { FederationWarning } from './warning';

/** A federation as Google sees it, of whatever kind of trusted party. */
export interface PoolFederation {
  readonly party: TrustedParty;
  /** The name of the role, or namespace and name of the Kubernetes service account. */
  readonly workloadName: string;
  /** What the condition compares: an assumed-role ARN, or a subject. */
  readonly admittedIdentity: string;
  readonly gcpProjectId: string;
  readonly gcpProjectNumber: string;
  /** The project that programs work in. */
  readonly workloadProjectId: string;
  readonly poolId: string;
  readonly providerId: string;
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  readonly poolResourceName: string;
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER` */
  readonly providerResourceName: string;
  /** The provider as the credential configuration names it. */
  readonly audience: string;
  /** The IAM member that stands for every session of the role, or for the one service account of a cluster. */
  readonly principalSet: string;
  readonly attributeMapping: Readonly<Record<string, string>>;
  readonly attributeCondition: string;
  readonly access: BoundAccess;
  /** The IAM member that receives the grants: the service account, or the principal set in direct access. */
  readonly grantee: string;
  readonly grants: readonly BoundGrant[];
  readonly warnings: readonly FederationWarning[];
}

/** Every string on which AWS and Google must agree, computed once. */
export interface Federation extends PoolFederation {
  readonly awsAccountId: string;
  readonly awsPartition: string;
  readonly roleName: string;
  /** `arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE`, the value of `attribute.aws_role`. */
  readonly assumedRoleArn: string;
  readonly subject: BoundSubject;
}

/**
 * Validates a description and derives everything from it. Throws before anything is created.
 */
export function resolveFederation(props: GcpFederationProps): Federation {
  const pool = resolvePool(props, DEFAULT_POOL_ID, DEFAULT_PROVIDER_ID);
  const awsAccountId = validateAwsAccountId(props.awsAccountId);
  const awsPartition = validatePartition(props.awsPartition ?? DEFAULT_PARTITION);
  const roleName = validateRoleName(props.roleName);
  const subject = (props.subject ?? GcpSubject.arn())._bind();
  const party = new AwsAccount(awsAccountId, awsPartition, subject);
  const roleArn = assumedRoleArn(awsPartition, awsAccountId, roleName);

  return {
    ...pool,
    party,
    workloadName: roleName,
    admittedIdentity: roleArn,
    ...resolveAccess(props, pool, {
      principalSet: awsRolePrincipalSet(pool.poolResourceName, roleArn),
      ownAccountId: roleServiceAccountId(awsPartition, awsAccountId, roleName),
      warnings: partitionWarnings(awsPartition),
    }),
    awsAccountId,
    awsPartition,
    roleName,
    assumedRoleArn: roleArn,
    subject,
    attributeMapping: attributeMapping(subject),
    attributeCondition: party.condition([roleArn]),
  };
}

type Pool = Pick<PoolFederation, 'gcpProjectId' | 'gcpProjectNumber' | 'workloadProjectId' | 'poolId' | 'providerId' | 'poolResourceName' | 'providerResourceName' | 'audience'>;

/** The pool of a description, and its provider. */
export function resolvePool(
  props: Pick<GcpFederationProps, 'gcpProjectId' | 'gcpProjectNumber' | 'workloadProjectId' | 'poolId' | 'providerId'>, defaultPoolId: string, defaultProviderId: string,
): Pool {
  const gcpProjectId = validateProjectId('gcpProjectId', props.gcpProjectId);
  const gcpProjectNumber = validateProjectNumber(props.gcpProjectNumber, gcpProjectId);
  const workloadProjectId = validateProjectId('workloadProjectId', props.workloadProjectId ?? gcpProjectId);
  const poolId = validatePoolOrProviderId('poolId', props.poolId ?? defaultPoolId);
  const providerId = validatePoolOrProviderId('providerId', props.providerId ?? defaultProviderId);
  const pool = poolResourceName(gcpProjectNumber, poolId);
  const provider = providerResourceName(pool, providerId);
  return {
    gcpProjectId,
    gcpProjectNumber,
    workloadProjectId,
    poolId,
    providerId,
    poolResourceName: pool,
    providerResourceName: provider,
    audience: audience(provider),
  };
}

type Access = Pick<PoolFederation, 'principalSet' | 'access' | 'grantee' | 'grants' | 'warnings'>;

/** A workload as a member of a pool. */
interface Member {
  readonly principalSet: string;
  /** Id of the service account that it acts as by default. */
  readonly ownAccountId: string;
  readonly warnings: readonly FederationWarning[];
}

/** Resolves the identity that a member of a pool acts as, and its grants. */
export function resolveAccess(
  props: Pick<GcpFederationProps, 'access' | 'grants'>, { gcpProjectId }: Pool, { principalSet, ownAccountId, warnings }: Member,
): Access {
  const access = (props.access ?? GcpAccess.impersonation())._bind(gcpProjectId, ownAccountId);
  const grants = distinctGrants((props.grants ?? []).map(grant => grant._bind(gcpProjectId)));
  if (access.kind === 'direct') requireUsableDirectly(grants);
  return {
    principalSet,
    access,
    grantee: access.serviceAccount ? serviceAccountMember(access.serviceAccount.email) : principalSet,
    grants,
    warnings: [
      ...warnings,
      ...tokenLifetimeWarnings(access.tokenLifetimeSeconds),
      ...grantWarnings(grants),
      ...access.kind === 'direct' ? directAccessWarnings(grants) : [],
    ],
  };
}
