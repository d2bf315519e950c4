import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { federation } from './federation';
import { GcpFederatedRole } from '../lib';

const app = new App();
const stack = new Stack(app, 'aws', { env: { account: federation.awsAccountId } });

const vpc = new ec2.Vpc(stack, 'Vpc', {
  maxAzs: 1,
  natGateways: 0,
  subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }],
});

const reader = new GcpFederatedRole(stack, 'Reader', federation);

const instance = new ec2.Instance(stack, 'Instance', {
  vpc,
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  role: reader.role,
});
reader.addToInstance(instance, { replaceInstance: true });
