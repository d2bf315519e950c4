import { Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { refuse } from '../../federation/errors';
import { FederationWarning } from '../../federation/warning';
import { isResource, referredElement } from '../ec2/referred-element';

/**
 * Holds the name that the user states against what can be known of a role they brought.
 *
 * The name of a role made by CDK is a token even when it was given literally, so the literal is looked up at the
 * CloudFormation resource that the token refers to; that works through immutable and lazy roles as well.
 *
 * @returns what the user should know although nothing is wrong
 */
export function validateBroughtRole(role: iam.IRole, roleName: string, awsAccountId: string): FederationWarning[] {
  const account = role.principalAccount ?? role.env.account;
  if (!Token.isUnresolved(account) && account !== awsAccountId) {
    refuse('role', role.node.path, `is in account ${account}, not in awsAccountId ${awsAccountId}`, 'make both the account of the role');
  }
  const actual = literalRoleName(role);
  if (actual === undefined) {
    return [{
      id: 'cdk-gcp-federation:generatedRoleName',
      message: `CloudFormation generates the name of role ${role.node.path}: roleName '${roleName}' is taken for the deployed name and cannot be checked here. `
        + 'Should the role ever be replaced, its name changes and Google refuses it until roleName is updated',
    }];
  }
  if (actual !== roleName) {
    refuse('roleName', roleName, `is not the name of role ${role.node.path}, which is '${actual}'`, 'make both equal: Google admits the role by this name');
  }
  return [];
}

/**
 * Holds the names against each other again at synthesis: CDK may have made a literal name for a generated one, which it
 * does for a role that a stack of another environment refers to.
 */
export function nameProblems(role: iam.IRole, roleName: string): string[] {
  const actual = literalRoleName(role);
  if (actual === undefined || actual === roleName) return [];
  return [`roleName '${roleName}' is not the name of role ${role.node.path}, which CDK named '${actual}': make both equal, as Google admits the role by this name`];
}

/** The literal name of a role without its path, or undefined where CloudFormation generates it. */
function literalRoleName(role: iam.IRole): string | undefined {
  const name = role.roleName;
  if (!Token.isUnresolved(name)) return withoutPath(name);

  const resource = referredRole(name);
  if (resource === undefined) return unknowable(role);

  const declared = Stack.of(resource).resolve(resource.roleName);
  if (declared === undefined) return undefined;
  return typeof declared === 'string' ? withoutPath(declared) : unknowable(role);
}

function referredRole(name: string): iam.CfnRole | undefined {
  const element = referredElement(name);
  return isResource(element, 'AWS::IAM::Role') ? element as iam.CfnRole : undefined;
}

function withoutPath(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function unknowable(role: iam.IRole): never {
  throw new Error(`the name of role ${role.node.path} is known only at deployment, and Google needs it at synthesis: `
    + "give the role a literal roleName, or import it with iam.Role.fromRoleName(scope, id, 'NAME')");
}

/** Whether two roles are one, also where one of them is an immutable view of the other. */
export function isSameRole(a: iam.IRole, b: iam.IRole): boolean {
  if (a === b) return true;
  return JSON.stringify(Stack.of(a).resolve(a.roleArn)) === JSON.stringify(Stack.of(b).resolve(b.roleArn));
}
