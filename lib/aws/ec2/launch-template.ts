import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Ec2Workloads, Machine } from './ec2-workloads';
import { warn } from '../environment';
import { AddToLaunchTemplateOptions } from './instance-options';
import { imageName } from './referred-element';

/** Installs the credential configuration by a launch template that stands for itself. */
export function addToLaunchTemplate(workloads: Ec2Workloads, template: ec2.LaunchTemplate, options: AddToLaunchTemplateOptions): void {
  addToTemplate(workloads, template, options);
  warn(template, [{
    id: 'cdk-gcp-federation:templateReachesNewInstances',
    message: `launch template ${template.node.path}: the credential configuration reaches the instances that are launched from its new version on. An Auto Scaling group replaces those that run `
      + 'only with an update policy; an instance that names the latest version of the template is replaced by CloudFormation. Acknowledge this warning once that is what you want',
  }]);
  workloads.served.add(template);
}

/** The same for a template that belongs to a group. */
export function addToTemplate(workloads: Ec2Workloads, template: ec2.LaunchTemplate, options: AddToLaunchTemplateOptions): void {
  const machine = templateMachine(template);
  if (template.userData === undefined) {
    throw new Error(`${machine.title} has no user data that could be added to: pass userData: ec2.UserData.forLinux() to ec2.LaunchTemplate, or forWindows() for Windows`);
  }
  workloads.addToMachine(machine, template.userData, options);
}

/** A launch template as a machine. Its own options are edited, as the aspect of a group fails on a template that was passed to it. */
export function templateMachine(template: ec2.LaunchTemplate): Machine {
  const title = `launch template ${template.node.path}`;
  const resource = template.node.defaultChild as ec2.CfnLaunchTemplate;
  const data = resource.launchTemplateData;
  if (Token.isUnresolved(data)) {
    throw new Error(`${title} has launchTemplateData that is known only at deployment: leave it as ec2.LaunchTemplate makes it, and change properties of it with addPropertyOverride`);
  }
  if (template.role === undefined) {
    throw new Error(`${title} has no role, so its instances have no credentials that could be federated: pass role: federated.role to ec2.LaunchTemplate`);
  }
  const properties = () => resource.launchTemplateData as ec2.CfnLaunchTemplate.LaunchTemplateDataProperty;
  return {
    title,
    image: imageName(properties().imageId ?? ''),
    role: template.role,
    waysOut: 'for a new template pass role: federated.role to ec2.LaunchTemplate; to federate the role that it has pass role: template.role to GcpFederatedRole, with roleName = its name as deployed',
    get metadataOptions() { return properties().metadataOptions; },
    set metadataOptions(options) { resource.launchTemplateData = { ...properties(), metadataOptions: options }; },
  };
}
