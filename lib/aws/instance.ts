import { createHash } from 'node:crypto';
import { Lazy, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isSameRole } from './role-name';
import { FederationWarning } from '../federation/warning';

/** CDK appends a digest of the user data to the logical id of an instance that is replaced when it changes. */
const REPLACED_ON_CHANGE = /[0-9a-f]{16}$/;

/**
 * Refuses an instance with another role: attaching ours would take the permissions of what runs there.
 */
export function requireRole(instance: ec2.Instance, role: iam.IRole, roleName: string): void {
  if (isSameRole(instance.role, role)) return;
  throw new Error(`instance ${instance.node.path} has role ${instance.role.node.path}, not the federated role '${roleName}', and its role is never swapped: `
    + 'for a new instance pass role: federated.role to ec2.Instance; to federate the role that it has pass role: instance.role to GcpFederatedRole, '
    + 'with roleName = its name as deployed; or give the instance the role you federate');
}

/**
 * Refuses an instance without a metadata service, where Google's clients find the role's credentials.
 */
export function requireMetadataService(instance: ec2.Instance): void {
  const options = instance.instance.metadataOptions;
  if (isMetadataOptions(options) && options.httpEndpoint === 'disabled') {
    throw new Error(`instance ${instance.node.path} has its metadata service disabled, where Google's clients read the credentials of the role: enable it with httpEndpoint: true`);
  }
}

/**
 * Requires IMDSv2 by the options of the instance itself, which needs no replacement, unless they say what to do already.
 */
export function requireImdsv2(instance: ec2.Instance): void {
  const options = instance.instance.metadataOptions;
  if (options !== undefined && !isMetadataOptions(options)) return;
  if (options?.httpTokens !== undefined) return;
  instance.instance.metadataOptions = { ...options, httpTokens: 'required' };
}

function isMetadataOptions(options: ec2.CfnInstance['metadataOptions']): options is ec2.CfnInstance.MetadataOptionsProperty {
  return options !== undefined && !Token.isUnresolved(options);
}

/**
 * Makes CloudFormation replace the instance when its user data changes, in the way of `userDataCausesReplacement`:
 * the logical id carries a digest of the user data.
 */
export function replaceOnChange(instance: ec2.Instance): void {
  const resource = instance.instance;
  const base: string = Stack.of(instance).resolve(resource.logicalId);
  if (REPLACED_ON_CHANGE.test(base)) return;
  let rendering = false;
  resource.overrideLogicalId(Lazy.uncachedString({
    produce: context => {
      // User data may refer to its own instance, whose id is just being made.
      if (rendering) return base;
      rendering = true;
      try {
        return `${base}${digest(JSON.stringify(context.resolve(instance.userData.render())))}`;
      } finally {
        rendering = false;
      }
    },
  }));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What becomes of an instance that runs already. */
export function runningInstanceWarnings(instance: ec2.Instance): FederationWarning[] {
  if (REPLACED_ON_CHANGE.test(Stack.of(instance).resolve(instance.instance.logicalId))) return [];
  return [{
    id: 'cdk-gcp-federation:userDataRunsOnce',
    message: `instance ${instance.node.path}: user data runs at the first boot only. If this instance runs already, CloudFormation restarts it and the credential configuration does not reach it: `
      + 'pass { replaceInstance: true }, or run the commands on it yourself. For a new instance acknowledge this warning',
  }];
}
