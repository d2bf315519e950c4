import { App, Aws, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cdktf from 'cdktf';
import { GcpFederatedRole, GcpFederatedRoleProps } from '../../../lib';
import { SYNTHESIS_ERROR_IDS } from '../../../lib/errors';
import { GcpFederationStack } from '../../../lib/gcp';

/** An error of our own that users meet early. */
export interface SynthesisError {
  readonly id: typeof SYNTHESIS_ERROR_IDS[number];
  /** Does what leads to the error. */
  readonly provoke: () => void;
}

const PROPS: GcpFederatedRoleProps = {
  gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader',
};

function reports(account = PROPS.awsAccountId): Stack {
  return new Stack(new App(), 'reports', { env: { account, region: 'eu-central-1' } });
}

function reader(changes: Partial<GcpFederatedRoleProps> = {}, stack = reports()): GcpFederatedRole {
  return new GcpFederatedRole(stack, 'Reader', { ...PROPS, ...changes });
}

function instance(stack: Stack, props: Partial<ec2.InstanceProps> = {}): ec2.Instance {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-central-1a'], privateSubnetIds: ['subnet-1'] });
  return new ec2.Instance(stack, 'Instance', { vpc, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023(), ...props });
}

/** In the order of the catalog. */
export const SYNTHESIS_ERRORS: readonly SynthesisError[] = [
  {
    id: 'literal-needed',
    provoke: () => { reader({ awsAccountId: Aws.ACCOUNT_ID }); },
  },
  {
    id: 'project-number-needed',
    provoke: () => { reader({ gcpProjectNumber: 'my-gcp-project' }); },
  },
  {
    id: 'role-path',
    provoke: () => { reader({ roleName: 'service/gcs-reader' }); },
  },
  {
    id: 'account-of-stack',
    provoke: () => { reader({}, reports('444455556666')); },
  },
  {
    id: 'another-role',
    provoke: () => {
      const stack = reports();
      reader({}, stack).addToInstance(instance(stack));
    },
  },
  {
    id: 'role-twice',
    provoke: () => {
      const stack = reports();
      reader({}, stack);
      new GcpFederatedRole(stack, 'Again', PROPS);
    },
  },
  {
    id: 'subject-bytes',
    provoke: () => {
      const stack = reports();
      const federated = reader({ roleName: 'nightly-export-of-all-sales-reports' }, stack);
      const code = lambda.Code.fromInline('pass');
      federated.addToFunction(new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.PYTHON_3_13, handler: 'index.handler', code, role: federated.role }));
    },
  },
  {
    id: 'no-shell',
    provoke: () => { reader().addToUserData(ec2.UserData.custom('#cloud-config')); },
  },
  {
    id: 'container-host',
    provoke: () => {
      const stack = reports();
      const federated = reader({}, stack);
      const userData = ec2.UserData.custom('#!/bin/bash\necho ECS_CLUSTER=reports >> /etc/ecs/ecs.config');
      federated.addToInstance(instance(stack, { role: federated.role, userData }));
    },
  },
  {
    id: 'network-mode',
    provoke: () => {
      const stack = reports();
      const federated = reader({}, stack);
      federated.addToTaskDefinition(new ecs.Ec2TaskDefinition(stack, 'Task', { taskRole: federated.role }));
    },
  },
  {
    id: 'pool-of-two-accounts',
    provoke: () => { GcpFederationStack.forAccounts(new cdktf.App(), 'gcp', [PROPS, { ...PROPS, awsAccountId: '444455556666' }]); },
  },
];

/** The error as users read it. */
export function messageOf({ id, provoke }: SynthesisError): string {
  try {
    provoke();
  } catch (error) {
    // How many tokens a process has made so far is nothing that a page can know.
    return (error as Error).message.replace(/(Token\[[A-Za-z.]+)\.\d+\]/g, '$1.4]');
  }
  throw new Error(`${id} provokes no error`);
}
