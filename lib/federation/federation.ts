import { BoundAccess, GcpAccess } from './access';
import { attributeCondition } from './attribute-condition';
import { attributeMapping } from './attribute-mapping';
import { validateAwsAccountId } from './aws-account';
import { validateProjectId, validateProjectNumber } from './gcp-project';
import { BoundGrant, directAccessWarnings, distinctGrants, grantWarnings, requireUsableDirectly } from './grants';
import { assumedRoleArn, audience, awsRolePrincipalSet, poolResourceName, providerResourceName, serviceAccountMember } from './names';
import { DEFAULT_PARTITION, partitionWarnings, validatePartition } from './partition';
import { DEFAULT_POOL_ID, DEFAULT_PROVIDER_ID, validatePoolOrProviderId } from './pool-and-provider';
import { GcpFederationProps } from './props';
import { validateRoleName } from './role-name';
import { DEFAULT_SERVICE_ACCOUNT_ID } from './service-account';
import { BoundSubject, GcpSubject } from './subject';
import { tokenLifetimeWarnings } from './token-lifetime';
import { FederationWarning } from './warning';

/** Every string on which the two clouds must agree, computed once. */
export interface Federation {
  readonly gcpProjectId: string;
  readonly gcpProjectNumber: string;
  readonly awsAccountId: string;
  readonly awsPartition: string;
  readonly roleName: string;
  readonly poolId: string;
  readonly providerId: string;
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  readonly poolResourceName: string;
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER` */
  readonly providerResourceName: string;
  /** The provider as the credential configuration names it. */
  readonly audience: string;
  /** `arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE`, the value of `attribute.aws_role`. */
  readonly assumedRoleArn: string;
  /** The IAM member that stands for every session of the role. */
  readonly principalSet: string;
  readonly subject: BoundSubject;
  readonly attributeMapping: Readonly<Record<string, string>>;
  readonly attributeCondition: string;
  readonly access: BoundAccess;
  /** The IAM member that receives the grants: the service account, or the principal set in direct access. */
  readonly grantee: string;
  readonly grants: readonly BoundGrant[];
  readonly warnings: readonly FederationWarning[];
}

/**
 * Validates a description and derives everything from it. Throws before anything is created.
 */
export function resolveFederation(props: GcpFederationProps): Federation {
  const gcpProjectId = validateProjectId('gcpProjectId', props.gcpProjectId);
  const gcpProjectNumber = validateProjectNumber(props.gcpProjectNumber, gcpProjectId);
  const awsAccountId = validateAwsAccountId(props.awsAccountId);
  const awsPartition = validatePartition(props.awsPartition ?? DEFAULT_PARTITION);
  const roleName = validateRoleName(props.roleName);
  const poolId = validatePoolOrProviderId('poolId', props.poolId ?? DEFAULT_POOL_ID);
  const providerId = validatePoolOrProviderId('providerId', props.providerId ?? DEFAULT_PROVIDER_ID);
  const subject = (props.subject ?? GcpSubject.arn())._bind();
  const access = (props.access ?? GcpAccess.impersonation({ serviceAccountId: DEFAULT_SERVICE_ACCOUNT_ID }))._bind(gcpProjectId);
  const grants = distinctGrants((props.grants ?? []).map(grant => grant._bind(gcpProjectId)));
  if (access.kind === 'direct') requireUsableDirectly(grants);

  const pool = poolResourceName(gcpProjectNumber, poolId);
  const provider = providerResourceName(pool, providerId);
  const roleArn = assumedRoleArn(awsPartition, awsAccountId, roleName);
  const principalSet = awsRolePrincipalSet(pool, roleArn);

  return {
    gcpProjectId,
    gcpProjectNumber,
    awsAccountId,
    awsPartition,
    roleName,
    poolId,
    providerId,
    poolResourceName: pool,
    providerResourceName: provider,
    audience: audience(provider),
    assumedRoleArn: roleArn,
    principalSet,
    subject,
    attributeMapping: attributeMapping(subject),
    attributeCondition: attributeCondition([roleArn]),
    access,
    grantee: access.serviceAccount ? serviceAccountMember(access.serviceAccount.email) : principalSet,
    grants,
    warnings: [
      ...partitionWarnings(awsPartition),
      ...tokenLifetimeWarnings(access.tokenLifetimeSeconds),
      ...grantWarnings(grants),
      ...access.kind === 'direct' ? directAccessWarnings(grants) : [],
    ],
  };
}
