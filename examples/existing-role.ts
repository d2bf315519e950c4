// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/existing-role.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as cdktf from 'cdktf';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** A role and a service account that both exist, and stay as they are: what is added is the way from one to the other. */
const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'reports-host',
  access: GcpAccess.impersonation({ serviceAccountEmail: 'reports@my-gcp-project.iam.gserviceaccount.com' }),
  grants: [GcpGrant.bucket('my-reports', 'roles/storage.objectViewer')],
};

const app = new App();
const stack = new Stack(app, 'existing-role', { env: { account: federation.awsAccountId } });

const reports = GcpFederatedRole.fromRoleName(stack, 'Reports', federation);
const instance = new ec2.Instance(stack, 'Instance', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }),
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  role: reports.role,
});
reports.addToInstance(instance, { replaceInstance: true });

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);

google.synth();
app.synth();
