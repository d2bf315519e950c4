import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { loadAwsSide } from '../library';

// The example of bin/aws.ts, with the library as users get it.
const { GcpFederatedRole, GcpGrant } = loadAwsSide();
const federation = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};
const stack = new Stack(new App(), 'aws', { env: { account: federation.awsAccountId } });
const reader = new GcpFederatedRole(stack, 'Reader', federation);
reader.addToInstance(new ec2.Instance(stack, 'Instance', {
  vpc: new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 1,
    natGateways: 0,
    subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }],
  }),
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  role: reader.role,
}), { replaceInstance: true });
