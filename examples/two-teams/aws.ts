// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/two-teams/aws.ts'
// npx ts-node -T --prefer-ts-exts lib/cli/main.ts terraform examples/two-teams/federation.json --out gcp
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { GcpFederatedRole } from '../../lib';

/**
 * The repository of the AWS team, which has no CDKTF: the JSON file is what it agrees on with the Google team, who runs
 * the second command on the same file. Both run `check` before they deploy.
 */
const app = new App();
const stack = new Stack(app, 'two-teams', { env: { account: '111122223333' } });

const reader = GcpFederatedRole.fromJsonFile(stack, 'Reader', join(__dirname, 'federation.json'));
const instance = new ec2.Instance(stack, 'Instance', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }),
  instanceType: new ec2.InstanceType('t3.micro'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  role: reader.role,
});
reader.addToInstance(instance, { replaceInstance: true });

app.synth();
