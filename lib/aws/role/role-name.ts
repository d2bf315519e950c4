import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { refuse } from '../../federation/errors';
import { Federation } from '../../federation/federation';
import { canBeGeneratedName, generatedNamePattern, UnnamedRole } from '../../federation/generated-role-name';
import { isResource, referredElement } from '../ec2/referred-element';
import { warn } from '../environment';

/** Refuses a role of another account. */
export function validateRoleAccount(role: iam.IRole, awsAccountId: string): void {
  const account = role.principalAccount ?? role.env.account;
  if (Token.isUnresolved(account) || account === awsAccountId) return;
  refuse('role', role.node.path, `is in account ${account}, not in awsAccountId ${awsAccountId}`, 'make both the account of the role');
}

/** Compares the name of the role that the construct created, which `Role.customizeRoles` may have replaced, at synthesis. */
export function compareOwnRoleName(scope: Construct, role: iam.IRole, federation: Federation): void {
  if (Token.isUnresolved(role.roleName)) return compareRoleName(scope, role, federation);
  const actual = withoutPath(role.roleName);
  scope.node.addValidation({ validate: () => actual === federation.roleName ? [] : [differentName(role, actual, federation.roleName)] });
}

/**
 * Compares the name of a role with `roleName`, once: at once if nothing can change it, as with an imported role, else at
 * synthesis in the template, after every aspect and override.
 */
export function compareRoleName(scope: Construct, role: iam.IRole, { roleName }: Federation): void {
  if (!Token.isUnresolved(role.roleName)) {
    const actual = withoutPath(role.roleName);
    if (actual === roleName) return;
    refuse('roleName', roleName, `is not the name of role ${role.node.path}, which is '${actual}'`, 'make both equal: Google admits the role by this name');
  }
  const resource = referredRole(role.roleName);
  if (resource === undefined) throw new Error(unknownUntilDeployment(role));
  scope.node.addValidation({ validate: () => nameProblems(scope, role, resource, roleName) });
}

function nameProblems(scope: Construct, role: iam.IRole, resource: iam.CfnRole, roleName: string): string[] {
  const properties = propertiesInTemplate(resource);
  if (properties === undefined) return [];
  const { RoleName: found } = properties;
  if (typeof found === 'string') {
    const actual = withoutPath(found);
    if (actual === roleName) return [];
    return [differentName(role, actual, roleName)];
  }
  if (found !== undefined) return [unknownUntilDeployment(role)];
  const declared: unknown = Stack.of(resource).resolve(resource.roleName);
  if (declared !== undefined) {
    return [`role ${role.node.path} has no name in the template, so CloudFormation generates one, and Google does not admit it as roleName '${roleName}': `
      + 'remove the override that deletes RoleName'];
  }
  reportGeneratedName(scope, role, unnamedRole(resource), roleName);
  return [];
}

/** A name that CloudFormation generates is known after the first deployment only. */
function reportGeneratedName(scope: Construct, role: iam.IRole, unnamed: UnnamedRole, roleName: string): void {
  if (!canBeGeneratedName(roleName, unnamed)) {
    Annotations.of(scope).addError(`roleName '${roleName}' cannot be the name that CloudFormation generates for role ${role.node.path}: `
      + `pass the name as deployed, which looks like '${generatedNamePattern(unnamed)}', or give the role a literal roleName`);
    return;
  }
  warn(scope, [{
    id: 'cdk-gcp-federation:generatedRoleName',
    message: `CloudFormation generates the name of role ${role.node.path}: roleName '${roleName}' is taken for the deployed name and cannot be checked here. `
      + 'If the role is ever replaced, its name changes and Google rejects it until roleName is updated',
  }]);
}

function unnamedRole(resource: iam.CfnRole): UnnamedRole {
  const stack = Stack.of(resource);
  return {
    logicalId: String(stack.resolve(resource.logicalId)),
    stackName: Token.isUnresolved(stack.stackName) ? undefined : stack.stackName,
  };
}

function differentName(role: iam.IRole, actual: string, roleName: string): string {
  return `roleName '${roleName}' is not the name of role ${role.node.path}, which the template names '${actual}': `
    + 'make both equal, since Google admits the role by this name';
}

interface RoleProperties {
  readonly RoleName?: unknown;
}

/** The properties of a role as the template has them, raw overrides included. */
function propertiesInTemplate(resource: iam.CfnRole): RoleProperties | undefined {
  const { Resources = {} } = Stack.of(resource).resolve(resource._toCloudFormation()) as {
    readonly Resources?: Readonly<Record<string, { readonly Properties?: RoleProperties }>>;
  };
  const [rendered] = Object.values(Resources);
  return rendered && (rendered.Properties ?? {});
}

function referredRole(name: string): iam.CfnRole | undefined {
  const element = referredElement(name);
  return isResource(element, 'AWS::IAM::Role') ? element as iam.CfnRole : undefined;
}

function withoutPath(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function unknownUntilDeployment(role: iam.IRole): string {
  return `the name of role ${role.node.path} is known only at deployment, and Google needs it at synthesis: `
    + "give the role a literal roleName, or import it with iam.Role.fromRoleName(scope, id, 'NAME')";
}

/** Whether two roles are one, also if one of them is an immutable view of the other. */
export function isSameRole(a: iam.IRole, b: iam.IRole): boolean {
  if (a === b) return true;
  return JSON.stringify(Stack.of(a).resolve(a.roleArn)) === JSON.stringify(Stack.of(b).resolve(b.roleArn));
}
