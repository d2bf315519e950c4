import { DeployedAccount } from './deployed-account';

/** Types that the account in memory cannot make, each with the reason and with what stands in for reading it back. */
export const NOT_MADE: Readonly<Record<string, string>> = {
  'AWS::SSM::Association': 'the server has no associations; the commands are asserted on the template that CloudFormation was given, and run from there',
  'AWS::CDK::Metadata': 'it is the record of library versions for AWS CDK itself, and nothing in an account',
};

/** How far an account holds what the template of a stack says. */
export interface Coverage {
  readonly inTemplate: number;
  readonly found: number;
  /** Resources on the list of exceptions, as `logical id: type`. */
  readonly excepted: readonly string[];
  /** Resources that are neither in the account nor on the list. */
  readonly missing: readonly string[];
  /** Types on the list that the account made all the same, so that the list is too long. */
  readonly wronglyExcepted: readonly string[];
}

export function coverage({ stack: { template, resources } }: DeployedAccount): Coverage {
  const made = new Map(resources.filter(({ status }) => status === 'CREATE_COMPLETE').map(({ logicalId, type }) => [logicalId, type]));
  const all = Object.entries<{ Type: string }>(template.Resources);
  const absent = all.map(([logicalId, { Type: type }]) => ({ logicalId, type, name: `${logicalId}: ${type}` }))
    .filter(({ logicalId, type }) => made.get(logicalId) !== type);
  return {
    inTemplate: all.length,
    found: all.length - absent.length,
    excepted: absent.filter(({ type }) => type in NOT_MADE).map(({ name }) => name),
    missing: absent.filter(({ type }) => !(type in NOT_MADE)).map(({ name }) => name),
    wronglyExcepted: [...new Set(made.values())].filter(type => type in NOT_MADE),
  };
}
