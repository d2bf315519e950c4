import { attributeCondition } from '../../../lib/federation/attribute-condition';
import { attributeMapping } from '../../../lib/federation/attribute-mapping';
import { GcpSubject } from '../../../lib/federation/subject';
import { AwsIdentity, AwsProvider } from '../../../lib/proof';

export const ACCOUNT = '111122223333';
export const ROLE_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader`;

/** A provider as the Google side of this library makes it. */
export function provider(changes: Partial<AwsProvider> = {}): AwsProvider {
  return {
    address: 'google_iam_workload_identity_pool_provider.provider',
    project: 'my-gcp-project',
    poolId: 'aws-identity-pool',
    providerId: 'aws-provider',
    disabled: false,
    kind: 'aws',
    accountId: ACCOUNT,
    attributeMapping: new Map(Object.entries(attributeMapping(GcpSubject.arn()._bind()))),
    attributeCondition: attributeCondition([ROLE_ARN]),
    ...changes,
  };
}

export function identity(arn: string, account = ACCOUNT): AwsIdentity {
  return { account, arn, userid: 'AROAEXAMPLE:session' };
}

export const GENUINE = identity(`${ROLE_ARN}/i-0123456789abcdef0`);

/** Identities of AWS that resemble the genuine one. */
export const IMPOSTORS: readonly [string, AwsIdentity][] = [
  ['another role', identity(`arn:aws:sts::${ACCOUNT}:assumed-role/other/i-0`)],
  ['a role whose name starts alike', identity(`${ROLE_ARN}-x/i-0`)],
  ['a role whose name ends alike', identity(`arn:aws:sts::${ACCOUNT}:assumed-role/my-gcs-reader/i-0`)],
  ['a role in other letter case', identity(`arn:aws:sts::${ACCOUNT}:assumed-role/GCS-Reader/i-0`)],
  ['a role named assumed-role', identity(`arn:aws:sts::${ACCOUNT}:assumed-role/assumed-role/gcs-reader`)],
  ['a session named after the role', identity(`arn:aws:sts::${ACCOUNT}:assumed-role/other/gcs-reader`)],
  ['a user with path /assumed-role/gcs-reader/', identity(`arn:aws:iam::${ACCOUNT}:user/assumed-role/gcs-reader/eve`)],
  ['a user named assumed-role', identity(`arn:aws:iam::${ACCOUNT}:user/assumed-role`)],
  ['a federated user named assumed-role', identity(`arn:aws:sts::${ACCOUNT}:federated-user/assumed-role`)],
  ['a user whose path holds the whole ARN', identity(`arn:aws:iam::${ACCOUNT}:user/${ROLE_ARN}/eve`)],
  ['root', identity(`arn:aws:iam::${ACCOUNT}:root`)],
  ['another partition', identity(`arn:aws-us-gov:sts::${ACCOUNT}:assumed-role/gcs-reader/i-0`)],
  ['the same role name in another account', identity('arn:aws:sts::999988887777:assumed-role/gcs-reader/i-0', '999988887777')],
];
