import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App as TerraformApp } from 'cdktf';
import { SetUp } from './set-up';
import { GcpFederatedRole } from '../../../../lib';
import { GcpFederationStack } from '../../../../lib/gcp';
import { ACCESS, AccessMode, FEDERATION, REGION } from '../federation';

/** What an app has that uses the constructs of this library. */
export function constructSetUp(folder: string, access: AccessMode): SetUp {
  const props = { ...FEDERATION, access: ACCESS[access] };
  const aws = join(folder, 'cdk.out');
  const app = new App({ outdir: aws });
  const stack = new Stack(app, 'Stack', { env: { account: props.awsAccountId, region: REGION } });
  const reader = new GcpFederatedRole(stack, 'Reader', props);
  const instance = new ec2.Instance(stack, 'Instance', {
    vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }),
    instanceType: new ec2.InstanceType('t3.micro'),
    machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    role: reader.role,
  });
  reader.addToInstance(instance);
  app.synth();

  const gcp = join(folder, 'cdktf.out');
  const terraform = new TerraformApp({ outdir: gcp });
  new GcpFederationStack(terraform, 'gcp', props);
  terraform.synth();
  return { aws, gcp, needsLogin: false };
}
