import { App, Aws, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cdktf from 'cdktf';
import { GcpFederatedRole, GcpFederatedRoleProps } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';

/** An error of our own that users meet early, and what its message has no room for. */
export interface SynthesisError {
  /** Anchor on the page. */
  readonly id: string;
  readonly why: string;
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

/** In the order in which a newcomer meets them. */
export const SYNTHESIS_ERRORS: readonly SynthesisError[] = [
  {
    id: 'literal-needed',
    why: 'Google has to know account, role name and project before AWS deploys, and CloudFormation cannot read Terraform. `Stack.account` is a token in a stack without `env`.',
    provoke: () => { reader({ awsAccountId: Aws.ACCOUNT_ID }); },
  },
  {
    id: 'project-number-needed',
    why: '`gcloud iam workload-identity-pools create-cred-config` takes the id without complaint; Google then answers `Invalid value for "audience"`.',
    provoke: () => { reader({ gcpProjectNumber: 'my-gcp-project' }); },
  },
  {
    id: 'role-path',
    why: 'The ARN that AWS STS reports to Google, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, has no path, even where the role has one.',
    provoke: () => { reader({ roleName: 'service/gcs-reader' }); },
  },
  {
    id: 'account-of-stack',
    why: 'Where the account is not known at synthesis, CloudFormation refuses the deployment by a rule in the template, before anything is created: '
      + '`awsAccountId of the Google Cloud federation is 111122223333: deploy this stack into that account, or correct awsAccountId`.',
    provoke: () => { reader({}, reports('444455556666')); },
  },
  {
    id: 'another-role',
    why: 'Swapping the role would take away the permissions of what runs there.',
    provoke: () => {
      const stack = reports();
      reader({}, stack).addToInstance(instance(stack));
    },
  },
  {
    id: 'role-twice',
    why: 'The second stack would fail to deploy, also in another region.',
    provoke: () => {
      const stack = reports();
      reader({}, stack);
      new GcpFederatedRole(stack, 'Again', PROPS);
    },
  },
  {
    id: 'subject-bytes',
    why: 'The subject is the whole ARN with the session name, which for Lambda is the name of the function: [limits](limits.md#role-names).',
    provoke: () => {
      const stack = reports();
      const federated = reader({ roleName: 'nightly-export-of-all-sales-reports' }, stack);
      const code = lambda.Code.fromInline('pass');
      federated.addToFunction(new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.PYTHON_3_13, handler: 'index.handler', code, role: federated.role }));
    },
  },
  {
    id: 'no-shell',
    why: 'Other kinds of user data: [the AWS side](aws-side.md#user-data-of-other-kinds).',
    provoke: () => { reader().addToUserData(ec2.UserData.custom('#cloud-config')); },
  },
  {
    id: 'container-host',
    why: 'How hosts are recognized: [the AWS side](aws-side.md#container-hosts).',
    provoke: () => {
      const stack = reports();
      const federated = reader({}, stack);
      const userData = ec2.UserData.custom('#!/bin/bash\necho ECS_CLUSTER=reports >> /etc/ecs/ecs.config');
      federated.addToInstance(instance(stack, { role: federated.role, userData }));
    },
  },
  {
    id: 'network-mode',
    why: 'Fargate always has `awsvpc`.',
    provoke: () => {
      const stack = reports();
      const federated = reader({}, stack);
      federated.addToTaskDefinition(new ecs.Ec2TaskDefinition(stack, 'Task', { taskRole: federated.role }));
    },
  },
  {
    id: 'pool-of-two-accounts',
    why: 'Many roles, several accounts: [the Google side](google-side.md#many-roles-several-accounts).',
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
