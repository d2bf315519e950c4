// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/ec2.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as cdktf from 'cdktf';
import { GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** One instance that reads one bucket. */
const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.bucket('my-reports', 'roles/storage.objectViewer')],
};

const app = new App();
const stack = new Stack(app, 'ec2', { env: { account: federation.awsAccountId } });

const reader = new GcpFederatedRole(stack, 'Reader', federation);
const instance = new ec2.Instance(stack, 'Instance', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }),
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  role: reader.role,
});
reader.addToInstance(instance, { replaceInstance: true });

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);

google.synth();
app.synth();
