// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/many-accounts.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as cdktf from 'cdktf';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** Two roles in each of two accounts: a pool for each account, a service account for each role. */
const STAGES = { dev: '111122223333', prod: '444455556666' };
const USES = { reader: 'roles/storage.objectViewer', writer: 'roles/storage.objectUser' };

const app = new App();
const federations = Object.entries(STAGES).flatMap(([stage, awsAccountId]) => {
  const stack = new Stack(app, `reports-${stage}`, { env: { account: awsAccountId } });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
  return Object.entries(USES).map(([use, googleRole]) => {
    const federation: GcpFederationProps = {
      gcpProjectId: 'my-gcp-project',
      gcpProjectNumber: '123456789012',
      awsAccountId,
      roleName: `reports-${use}`,
      poolId: `aws-${awsAccountId}`,
      access: GcpAccess.impersonation({ serviceAccountId: `reports-${use}-${stage}` }),
      grants: [GcpGrant.bucket(`my-reports-${stage}`, googleRole)],
    };
    const federated = new GcpFederatedRole(stack, `Reports-${use}`, federation);
    const instance = new ec2.Instance(stack, `Instance-${use}`, {
      vpc,
      instanceType: new ec2.InstanceType('t3.micro'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      role: federated.role,
    });
    federated.addToInstance(instance, { replaceInstance: true });
    return federation;
  });
});

const google = new cdktf.App();
GcpFederationStack.forAccounts(google, 'gcp', federations);

google.synth();
app.synth();
