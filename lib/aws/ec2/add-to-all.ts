import { Annotations, AspectPriority, Aspects, CfnResource, RemoveTag, Tag } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Instance } from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AddToAllOptions } from './add-to-all-options';
import { addToAutoScalingGroup } from './auto-scaling-group';
import { Ec2Workloads } from './ec2-workloads';
import { addToInstance } from './instance';
import { isResource } from './referred-element';
import { isSameRole } from '../role/role-name';

const DEFAULT_EXCLUDE_TAG = 'cdk-gcp-federation:exclude';

/**
 * Installs the credential configuration on every instance and group in a scope, also on what is added later.
 *
 * What has another role is left out with a warning, since most of an app usually has roles of its own; what has this role
 * and cannot take the configuration is an error, of which synthesis shows all at once.
 */
export function addToAll(workloads: Ec2Workloads, scope: IConstruct, options: AddToAllOptions): void {
  const { exclude = [], excludeTag = DEFAULT_EXCLUDE_TAG } = options;
  const left = new Set(exclude);
  const visit = (node: IConstruct) => {
    const found = kindOf(node);
    if (!found || workloads.served.has(node) || isExcluded(node, left, excludeTag)) return;
    if (found.role === undefined || !isSameRole(found.role, workloads.role)) {
      Annotations.of(node).addWarningV2('cdk-gcp-federation:leftOut', `${found.title} ${found.reason}, so it is left without the credential configuration: `
        + `give it the federated role, or leave it out with exclude or with the tag '${excludeTag}'`);
      return;
    }
    try {
      found.add(workloads, options);
    } catch (error) {
      Annotations.of(node).addError(`${(error as Error).message}; or leave it out with exclude or with the tag '${excludeTag}'`);
    }
  };
  Aspects.of(scope).add({ visit }, { priority: AspectPriority.MUTATING });
}

interface Found {
  readonly title: string;
  readonly reason: string;
  readonly role?: iam.IRole;
  add(workloads: Ec2Workloads, options: AddToAllOptions): void;
}

function kindOf(node: IConstruct): Found | undefined {
  if (node instanceof Instance) {
    return {
      title: `instance ${node.node.path}`,
      reason: `has role ${node.role.node.path}`,
      role: node.role,
      add: (workloads, options) => addToInstance(workloads, node, options),
    };
  }
  if (node instanceof AutoScalingGroup) {
    const role = roleOf(node);
    return {
      title: `Auto Scaling group ${node.node.path}`,
      reason: role ? `has role ${role.node.path}` : 'launches from a template without a role',
      role,
      add: (workloads, options) => addToAutoScalingGroup(workloads, node, options),
    };
  }
  const isBare = (isResource(node, 'AWS::EC2::Instance') && !(node.node.scope instanceof Instance))
    || (isResource(node, 'AWS::AutoScaling::AutoScalingGroup') && !(node.node.scope instanceof AutoScalingGroup));
  if (!isBare) return undefined;
  return { title: node.node.path, reason: `is an ${(node as CfnResource).cfnResourceType} without the construct that takes commands`, add: () => undefined };
}

function roleOf(group: AutoScalingGroup): iam.IRole | undefined {
  try {
    return group.role;
  } catch {
    return undefined; // its launch template has none
  }
}

/** Tags are aspects as well, and need not have been applied yet: they are read where they were given. */
function isExcluded(node: IConstruct, left: ReadonlySet<IConstruct>, key: string): boolean {
  let tagged = false;
  for (const scope of node.node.scopes) {
    if (left.has(scope)) return true;
    for (const aspect of Aspects.of(scope).all) {
      if (aspect instanceof Tag && aspect.key === key) tagged = true;
      if (aspect instanceof RemoveTag && aspect.key === key) tagged = false;
    }
  }
  return tagged;
}
