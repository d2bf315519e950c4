import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/** What stands in an app that has nothing to do with Google yet. */
export interface AppContents {
  readonly account?: string;
  readonly region?: string;
  /** Names of the roles of instances; `undefined` for one that CloudFormation names. */
  readonly instances?: readonly (string | undefined)[];
  /** Names of the roles of functions. */
  readonly functions?: readonly string[];
}

/** Synthesizes an app into a folder, as `cdk synth` does. */
export function synthesizeApp(outdir: string, { account, region, instances = [], functions = [] }: AppContents): void {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Reports', { env: { account, region } });
  for (const [index, roleName] of instances.entries()) instanceWith(stack, `Host${index}`, roleName);
  for (const [index, roleName] of functions.entries()) {
    new lambda.Function(stack, `Function${index}`, {
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = () => {}'),
      role: new iam.Role(stack, `FunctionRole${index}`, { roleName, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }),
    });
  }
  app.synth();
}

/** An instance with a role of its own, or with the given one. */
export function instanceWith(stack: Stack, id: string, role: string | iam.IRole | undefined): ec2.Instance {
  const own = typeof role === 'string' ? new iam.Role(stack, `${id}Role`, { roleName: role, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }) : role;
  return new ec2.Instance(stack, id, {
    vpc: ec2.Vpc.fromVpcAttributes(stack, `${id}Vpc`, { vpcId: 'vpc-1', availabilityZones: ['eu-central-1a'], privateSubnetIds: ['subnet-1'] }),
    instanceType: new ec2.InstanceType('t3.micro'),
    machineImage: ec2.MachineImage.genericLinux({ 'eu-central-1': 'ami-12345678', 'us-gov-west-1': 'ami-12345678' }),
    role: own,
  });
}
