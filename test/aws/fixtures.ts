import { App, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GcpFederationProps } from '../../lib';

export const ACCOUNT = '111122223333';

export const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: ACCOUNT,
  roleName: 'gcs-reader',
};

/** A stack in the account of the federation. */
export function accountStack(scope: Construct = new App(), id = 'Stack'): Stack {
  return new Stack(scope, id, { env: { account: ACCOUNT, region: 'eu-central-1' } });
}

/** An imported network, so that a stack holds nothing that a test does not ask for. */
export function network(stack: Stack, id: string): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: [Fn.select(0, Fn.getAzs())],
    privateSubnetIds: ['subnet-0123456789abcdef0'],
    privateSubnetRouteTableIds: ['rtb-0123456789abcdef0'],
  });
}

/** An instance in an imported network. */
export function instance(stack: Stack, id: string, props: Partial<ec2.InstanceProps> & { role?: iam.IRole } = {}): ec2.Instance {
  return new ec2.Instance(stack, id, {
    vpc: network(stack, `${id}Vpc`),
    instanceType: new ec2.InstanceType('t3.micro'),
    machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    ...props,
  });
}
