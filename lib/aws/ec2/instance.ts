import { createHash } from 'node:crypto';
import { Lazy, Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Ec2Workloads, Machine } from './ec2-workloads';
import { warn } from '../environment';
import { AddToInstanceOptions } from './instance-options';
import { imageName } from './referred-element';
import { associate } from './ssm-association';
import { FederationWarning } from '../../federation/warning';

/** CDK appends a digest of the user data to the logical id of an instance that is replaced when it changes. */
const REPLACED_ON_CHANGE = /[0-9a-f]{16}$/;

/** Installs the credential configuration on an instance. */
export function addToInstance(workloads: Ec2Workloads, instance: ec2.Instance, options: AddToInstanceOptions): void {
  const machine = machineOf(instance);
  const schedule = options.deliverBy?._bind().associationSchedule;
  if (schedule !== undefined) {
    if (options.replaceInstance) {
      throw new Error(`replaceInstance has no effect on ${machine.title}, whose configuration an association delivers to the running instance: leave one of the two out`);
    }
    associate(workloads, machine, instance, { schedule, osType: instance.osType, userData: instance.userData, options });
  } else {
    workloads.addToMachine(machine, instance.userData, options);
    if (options.replaceInstance) replaceOnChange(instance);
    instance.node.addValidation({
      validate: () => {
        warn(instance, runningInstanceWarnings(instance, options.replaceInstance));
        return [];
      },
    });
  }
  workloads.served.add(instance);
}

function machineOf(instance: ec2.Instance): Machine {
  const resource = instance.instance;
  return {
    title: `instance ${instance.node.path}`,
    image: imageName(resource.imageId ?? ''),
    role: instance.role,
    waysOut: 'for a new instance pass role: federated.role to ec2.Instance; to federate the role that it has pass role: instance.role to GcpFederatedRole, '
      + 'with roleName = its name as deployed; or give the instance the role you federate',
    get metadataOptions() { return resource.metadataOptions; },
    set metadataOptions(options) { resource.metadataOptions = options; },
  };
}

/**
 * Makes CloudFormation replace the instance when its user data changes, in the way of `userDataCausesReplacement`:
 * the logical id carries a digest of the user data.
 */
function replaceOnChange(instance: ec2.Instance): void {
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
function runningInstanceWarnings(instance: ec2.Instance, replacementRequested = false): FederationWarning[] {
  if (replacementRequested) return [];
  if (REPLACED_ON_CHANGE.test(Stack.of(instance).resolve(instance.instance.logicalId))) {
    return [{
      id: 'cdk-gcp-federation:instanceIsReplaced',
      message: `instance ${instance.node.path} is made such that a change of its user data replaces it, as init and userDataCausesReplacement do. If it runs already, the credential configuration is such a change: `
        + 'pass { replaceInstance: true } to say that this is meant, or { deliverBy: GcpDelivery.association() } to keep it',
    }];
  }
  return [{
    id: 'cdk-gcp-federation:userDataRunsOnce',
    message: `instance ${instance.node.path}: user data runs at the first boot only. If this instance runs already, CloudFormation restarts it and the credential configuration does not reach it: `
      + 'pass { replaceInstance: true }, or { deliverBy: GcpDelivery.association() } to keep it as it is. For a new instance acknowledge this warning',
  }];
}
