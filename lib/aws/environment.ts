import { Annotations, CfnRule, Fn, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refuse } from '../federation/errors';
import { Federation } from '../federation/federation';

/**
 * Holds account and partition against those of the stack: at synthesis where they are known, else by a rule that
 * CloudFormation checks before it creates anything.
 */
export function validateEnvironment(scope: Construct, federation: Federation): void {
  const stack = Stack.of(scope);
  validateRegion(stack.region, federation.awsPartition);
  if (Token.isUnresolved(stack.account)) {
    requireAccountAtDeployment(stack, federation.awsAccountId);
  } else if (stack.account !== federation.awsAccountId) {
    refuse('awsAccountId', federation.awsAccountId, `is not the account of stack ${stack.node.path}, which is ${stack.account}`,
      'make both equal: Google admits the role in this account only');
  }
}

/** Only the name of a GovCloud or China region tells its partition for sure. */
function validateRegion(region: string, partition: string): void {
  if (Token.isUnresolved(region)) return;
  const actual = region.startsWith('us-gov-') ? 'aws-us-gov' : region.startsWith('cn-') ? 'aws-cn' : 'aws';
  if (actual !== partition) {
    refuse('awsPartition', partition, `is not the partition of region ${region}, which is '${actual}'`, `pass awsPartition: '${actual}'`);
  }
}

function requireAccountAtDeployment(stack: Stack, awsAccountId: string): void {
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
