import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { Ec2Workloads, Machine } from './ec2-workloads';
import { warn } from '../environment';
import { AddToAutoScalingGroupOptions } from './instance-options';
import { launchSource } from './launch-source';
import { addToTemplate, templateMachine } from './launch-template';
import { imageName } from './referred-element';
import { associate } from './ssm-association';
import { FederationWarning } from '../../federation/warning';

/** Installs the credential configuration on the instances of a group. */
export function addToAutoScalingGroup(workloads: Ec2Workloads, group: autoscaling.AutoScalingGroup, options: AddToAutoScalingGroupOptions): void {
  const { configuration, templates } = launchSource(group);
  const schedule = options.deliverBy?._bind().associationSchedule;
  if (schedule !== undefined) {
    const machines = configuration ? [configurationMachine(group, configuration)] : templates.map(templateMachine);
    const userData = configuration ? group.userData : templates[0].userData;
    for (const machine of machines) associate(workloads, machine, group, { schedule, osType: group.osType, userData, options });
  } else {
    if (configuration) workloads.addToMachine(configurationMachine(group, configuration), group.userData, options);
    for (const template of templates) addToTemplate(workloads, template, options);
    group.node.addValidation({
      validate: () => {
        warn(group, runningGroupWarnings(group));
        return [];
      },
    });
  }
  workloads.served.add(group);
}

function configurationMachine(group: autoscaling.AutoScalingGroup, configuration: autoscaling.CfnLaunchConfiguration): Machine {
  return {
    title: `Auto Scaling group ${group.node.path}`,
    image: imageName(configuration.imageId),
    role: group.role,
    waysOut: 'for a new group pass role: federated.role to autoscaling.AutoScalingGroup; to federate the role that it has pass role: group.role to GcpFederatedRole, '
      + 'with roleName = its name as deployed',
    get metadataOptions() { return configuration.metadataOptions; },
    set metadataOptions(options) { configuration.metadataOptions = options; },
  };
}

/** What becomes of the instances of the group that run already. */
function runningGroupWarnings(group: autoscaling.AutoScalingGroup): FederationWarning[] {
  const policy = (group.node.defaultChild as autoscaling.CfnAutoScalingGroup).cfnOptions.updatePolicy;
  if (policy?.autoScalingRollingUpdate || policy?.autoScalingReplacingUpdate?.willReplace) return [];
  return [{
    id: 'cdk-gcp-federation:groupDoesNotRoll',
    message: `Auto Scaling group ${group.node.path} has no update policy, so instances that run already stay without the credential configuration until they are replaced: `
      + 'pass updatePolicy: autoscaling.UpdatePolicy.rollingUpdate() to the group, start an instance refresh after deployment, or pass { deliverBy: GcpDelivery.association() }. '
      + 'For a new group acknowledge this warning',
  }];
}
