import { Token } from 'aws-cdk-lib';
import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { isResource, referredElement } from './referred-element';

/** What a group launches its instances from. */
export interface LaunchSource {
  /** @default - the group has launch templates */
  readonly configuration?: autoscaling.CfnLaunchConfiguration;
  /** The template of the group, and those that instance types of a mixed group have for themselves. */
  readonly templates: readonly LaunchTemplate[];
}

/** Finds what the resource of a group refers to, whether CDK made it for the group or the user passed it. */
export function launchSource(group: autoscaling.AutoScalingGroup): LaunchSource {
  const resource = group.node.defaultChild as autoscaling.CfnAutoScalingGroup;
  const element = resource.launchConfigurationName && referredElement(resource.launchConfigurationName);
  if (isResource(element, 'AWS::AutoScaling::LaunchConfiguration')) return { configuration: element as autoscaling.CfnLaunchConfiguration, templates: [] };
  const templates = specifications(resource).map(specification => templateOf(group, specification));
  return { templates: [...new Set(templates)] };
}

type Specification = autoscaling.CfnAutoScalingGroup.LaunchTemplateSpecificationProperty;

function specifications(resource: autoscaling.CfnAutoScalingGroup): (Specification | undefined)[] {
  const mixed = literal<autoscaling.CfnAutoScalingGroup.MixedInstancesPolicyProperty>(resource.mixedInstancesPolicy);
  if (mixed === undefined) return [literal<Specification>(resource.launchTemplate)];
  const template = literal<autoscaling.CfnAutoScalingGroup.LaunchTemplateProperty>(mixed.launchTemplate);
  const overrides = literal<autoscaling.CfnAutoScalingGroup.LaunchTemplateOverridesProperty[]>(template?.overrides) ?? [];
  const own = overrides.map(item => literal<Specification>(item.launchTemplateSpecification)).filter(found => found !== undefined);
  return [literal<Specification>(template?.launchTemplateSpecification), ...own];
}

function literal<T>(value: unknown): T | undefined {
  return value === undefined || Token.isUnresolved(value) ? undefined : value as T;
}

function templateOf(group: autoscaling.AutoScalingGroup, specification: Specification | undefined): LaunchTemplate {
  const id = specification?.launchTemplateId ?? specification?.launchTemplateName;
  const template = id && referredElement(id)?.node.scope;
  if (template instanceof LaunchTemplate) return template;
  throw new Error(`Auto Scaling group ${group.node.path} launches from ${id && !Token.isUnresolved(id) ? `launch template '${id}'` : 'a launch template'}, which no ec2.LaunchTemplate of this app makes, `
    + 'so its user data cannot be changed here: federate it where it is made, with addToLaunchTemplate or addToUserData');
}
