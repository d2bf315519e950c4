import { Difference, ProviderTrust, refuseOtherKind, requireEqual, TrustedParty } from './trusted-party';
import { attributeCondition } from '../attribute-condition';
import { BoundSubject } from '../subject';

/** An AWS account, whose roles are admitted. */
export class AwsAccount implements TrustedParty {
  public readonly description: string;
  public readonly shortName: string;
  public readonly poolOfItsOwn: string;
  public readonly workloads = {
    noun: 'role',
    title: 'AWS role',
    label: 'AWS role',
    identities: 'every session of the AWS role',
    property: 'roleName',
    addition: 'role of the same AWS account with its addRole',
  } as const;
  public readonly trust: ProviderTrust;

  constructor(public readonly awsAccountId: string, private readonly awsPartition: string, private readonly subject: BoundSubject) {
    this.description = `AWS account ${awsAccountId}`;
    this.shortName = this.description;
    this.poolOfItsOwn = `a provider admits exactly one account, so give each account a pool of its own, such as 'aws-${awsAccountId}'`;
    this.trust = {
      block: 'aws',
      arguments: { account_id: awsAccountId },
      identifiedBy: 'account_id',
      name: this.description,
      memberAttribute: 'attribute.aws_role',
      // Google's default mapping of an AWS provider is the same.
      isMappedByDefault: true,
    };
  }

  public condition(assumedRoleArns: readonly string[]): string {
    return attributeCondition(assumedRoleArns);
  }

  public requireSame(further: TrustedParty, difference: Difference): void {
    if (!(further instanceof AwsAccount)) return refuseOtherKind(this, further, difference);
    const { elsewhere } = difference;
    requireEqual('awsPartition', this.awsPartition, further.awsPartition,
      `a provider admits one account of one partition, so ${elsewhere}, with another poolId`);
    requireEqual('awsAccountId', this.awsAccountId, further.awsAccountId, `a provider admits exactly one AWS account, so ${elsewhere}, with another poolId`);
  }

  public requireSameMapping(further: TrustedParty): void {
    requireEqual('subject', this.subject.kind, (further as AwsAccount).subject.kind,
      'all roles of a provider share its attribute mapping; use the same subject or another poolId');
  }
}
