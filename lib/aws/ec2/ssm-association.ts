import { Annotations, Stack } from 'aws-cdk-lib';
import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Instance, OperatingSystemType } from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnAssociation } from 'aws-cdk-lib/aws-ssm';
import { containerHostReason } from '../container-host';
import { Ec2Workloads, Machine } from './ec2-workloads';
import { InstallationOptions, MetadataServiceOptions } from './instance-options';
import { isResource } from './referred-element';
import { Platform } from './user-data/credential-config-path';
import { requireNoContainerHost } from './user-data/user-data';
import { UserDataText } from './user-data/user-data-text';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../federation/installation/installation';

const POLICY = 'AmazonSSMManagedInstanceCore';

const [CREDENTIALS] = CREDENTIAL_CONFIG_VARIABLES;

type Target = Instance | autoscaling.AutoScalingGroup;

/** What an association needs to know of its target. */
export interface AssociationInput {
  readonly schedule: string;
  readonly osType: OperatingSystemType;
  readonly userData?: ec2.UserData;
  readonly options: MetadataServiceOptions & InstallationOptions;
}

/** Lets State Manager install the credential configuration on running instances. User data is only looked at. */
export function associate(workloads: Ec2Workloads, machine: Machine, target: Target, input: AssociationInput): void {
  requireAgent(machine, target, input.userData);
  const platform = input.osType === OperatingSystemType.WINDOWS ? 'Windows' : 'Linux';
  const commands = associationCommands(workloads.commands(platform, input.options), platform);
  workloads.prepareMachine(machine, input.options);
  allowAgent(workloads, target);
  // Beside the target, not in it: the name tag that CDK gives to all in the target is not the association's.
  const scope = target.node.scope!;
  const id = `${target.node.id}GcpFederation`;
  if (scope.node.tryFindChild(id)) return;
  new CfnAssociation(scope, id, {
    name: platform === 'Windows' ? 'AWS-RunPowerShellScript' : 'AWS-RunShellScript',
    targets: [target instanceof Instance
      ? { key: 'InstanceIds', values: [target.instanceId] }
      : { key: 'tag:aws:autoscaling:groupName', values: [target.autoScalingGroupName] }],
    parameters: { commands },
    scheduleExpression: input.schedule,
  });
}

/**
 * The commands, whose result State Manager reports: the installation itself never fails the script around it. The agent
 * may have inherited the variable from an earlier run.
 */
function associationCommands(commands: readonly string[], platform: Platform): string[] {
  const [clear, check] = platform === 'Windows'
    ? [`$env:${CREDENTIALS} = ''`, `if (-not $env:${CREDENTIALS}) { exit 1 }`]
    : [`unset ${CREDENTIALS}`, `[ -n "$${CREDENTIALS}" ]`];
  return [clear, ...commands, check].flatMap(command => command.split('\n'));
}

function requireAgent(machine: Machine, target: Target, userData: ec2.UserData | undefined): void {
  if (/\/bottlerocket\//i.test(machine.image ?? '')) {
    throw new Error(`${machine.title} runs Bottlerocket, which has no shell and runs nothing but containers: `
      + 'federate the role of the ECS task with addToTaskDefinition, or that of the EKS pod with podWithCredentials');
  }
  if (userData === undefined) return;
  requireNoContainerHost(target, userData, machine);
  target.node.addValidation({
    validate: () => [containerHostReason(machine.title, UserDataText.of(target, userData).text)].filter(reason => reason !== undefined),
  });
}

/** The agent works with the permissions of the instance's role: they are added to a role of ours, and asked for elsewhere. */
function allowAgent(workloads: Ec2Workloads, target: Target): void {
  const { role } = workloads;
  if (workloads.ownsRole) {
    if (!hasPolicy(role)) role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(POLICY));
    return;
  }
  target.node.addValidation({
    validate: () => {
      if (!hasPolicy(role)) {
        Annotations.of(target).addWarningV2('cdk-gcp-federation:ssmPolicyNeeded', `${target.node.path}: the association works only where the SSM agent may register, and role ${role.node.path} is left as it is: `
          + `attach the managed policy ${POLICY} to it, or use Default Host Management Configuration, and acknowledge this warning`);
      }
      return [];
    },
  });
}

function hasPolicy(role: iam.IRole): boolean {
  const resource = role.node.defaultChild;
  if (!isResource(resource, 'AWS::IAM::Role')) return false;
  return JSON.stringify(Stack.of(role).resolve((resource as iam.CfnRole).managedPolicyArns) ?? []).includes(`policy/${POLICY}`);
}
