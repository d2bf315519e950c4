import { Annotations, CfnRule, Fn, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refuse } from '../federation/errors';
import { Federation } from '../federation/federation';
import { CHINA_FIX } from '../federation/partition';

/** Compares partition and account with those of the stack, if synthesis knows them. */
export function validateEnvironment(scope: Construct, federation: Federation): void {
  const stack = Stack.of(scope);
  validateRegion(stack.region, federation.awsPartition);
  if (Token.isUnresolved(stack.account) || stack.account === federation.awsAccountId) return;
  refuse('awsAccountId', federation.awsAccountId, `is not the account of stack ${stack.node.path}, which is ${stack.account}`,
    'make both equal: Google admits the role in this account only');
}

/** Only the name of a GovCloud or China region tells its partition for sure. */
function validateRegion(region: string, partition: string): void {
  if (Token.isUnresolved(region)) return;
  if (region.startsWith('cn-')) {
    throw new Error(`the stack is in region ${region}, and Google does not know AWS identities of the China partition: ${CHINA_FIX}`);
  }
  const actual = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  if (actual !== partition) {
    refuse('awsPartition', partition, `is not the partition of region ${region}, which is '${actual}'`, `pass awsPartition: '${actual}'`);
  }
}

/** Lets CloudFormation compare the account before it creates anything, if synthesis does not know that of the stack. */
export function requireAccountAtDeployment(scope: Construct, { awsAccountId }: Federation): void {
  const stack = Stack.of(scope);
  if (!Token.isUnresolved(stack.account)) return;
  const id = `GcpFederationAccount${awsAccountId}`;
  if (stack.node.tryFindChild(id)) return;
  new CfnRule(stack, id, {
    assertions: [{
      assert: Fn.conditionEquals(stack.account, awsAccountId),
      assertDescription: `awsAccountId of the Google Cloud federation is ${awsAccountId}: deploy this stack into that account, or correct awsAccountId`,
    }],
  });
}

/** Shows what the user should know before deploying. */
export function warn(scope: Construct, warnings: readonly { readonly id: string; readonly message: string }[]): void {
  for (const { id, message } of warnings) Annotations.of(scope).addWarningV2(id, message);
}
