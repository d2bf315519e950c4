// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/auto-scaling.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as cdktf from 'cdktf';
import { GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** A fleet that takes orders from Pub/Sub, and rolls when its user data changes. */
const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'order-workers',
  grants: [GcpGrant.subscription('orders', 'roles/pubsub.subscriber')],
};

const app = new App();
const stack = new Stack(app, 'auto-scaling', { env: { account: federation.awsAccountId } });

const workers = new GcpFederatedRole(stack, 'Workers', federation);
const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }),
  launchTemplate: new ec2.LaunchTemplate(stack, 'Template', {
    instanceType: new ec2.InstanceType('t3.micro'),
    machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    userData: ec2.UserData.forLinux(),
    role: workers.role,
  }),
  minCapacity: 2,
  maxCapacity: 6,
  updatePolicy: autoscaling.UpdatePolicy.rollingUpdate(),
});
workers.addToAutoScalingGroup(group);

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);

google.synth();
app.synth();
