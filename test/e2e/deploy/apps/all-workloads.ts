import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { federation, hostFederation } from './federation';
import { GcpDelivery, GcpFederatedRole } from '../../../../lib';

/** Every kind of workload that CloudFormation deploys, in one stack that is not bound to a region, in an account with the stack `platform`. */
const app = new App();
const stack = new Stack(app, 'all-workloads', { env: { account: federation.awsAccountId } });
const vpc = new ec2.Vpc(stack, 'Vpc', {
  maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }],
});
const host = { vpc, instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023() };

const reader = new GcpFederatedRole(stack, 'Reader', { ...federation, path: '/workloads/' });
reader.addOutputs();
new s3.Bucket(stack, 'Reports').grantRead(reader);
new ssm.StringParameter(stack, 'CredentialConfig', { parameterName: '/reports/credential-config', stringValue: reader.credentialConfig });

// Commands around ours, with a value that is known in the account only.
const userData = ec2.UserData.forLinux();
userData.addCommands('set -eu', `echo ${stack.stackId} >/etc/stack-id`);
const instance = new ec2.Instance(stack, 'Instance', { ...host, role: reader.role, userData });
reader.addToInstance(instance, { replaceInstance: true });
userData.addCommands(`echo "${vpc.vpcId}" >/etc/vpc-id`, 'cp "$GOOGLE_APPLICATION_CREDENTIALS" /etc/seen-by-next-command');

reader.addToInstance(new ec2.Instance(stack, 'Running', { ...host, role: reader.role }), { deliverBy: GcpDelivery.association() });

new ec2.CfnInstance(stack, 'PlainInstance', {
  imageId: host.machineImage.getImage(stack).imageId,
  instanceType: 't3.micro',
  subnetId: vpc.publicSubnets[0].subnetId,
  iamInstanceProfile: reader.instanceProfile.instanceProfileName,
});

const template = new ec2.LaunchTemplate(stack, 'Template', {
  launchTemplateName: 'reports',
  machineImage: host.machineImage,
  instanceType: host.instanceType,
  role: reader.role,
  userData: ec2.UserData.forLinux(),
});
const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
  vpc,
  launchTemplate: template,
  minCapacity: 1,
  maxCapacity: 1,
  updatePolicy: autoscaling.UpdatePolicy.rollingUpdate(),
});
reader.addToAutoScalingGroup(group);

const fn = new lambda.Function(stack, 'Function', {
  role: reader.role,
  functionName: 'reports',
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): return "bundle google-cloud-storage with your own code"'),
});
reader.addToFunction(fn);

const task = new ecs.FargateTaskDefinition(stack, 'Task', { family: 'reports', taskRole: reader.role });
reader.addToTaskDefinition(task);
task.addContainer('App', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });
new ecs.FargateService(stack, 'Service', { cluster: new ecs.Cluster(stack, 'Cluster', { vpc }), taskDefinition: task, desiredCount: 1 });

// Hosts with the role of another team: by user data where they are new, by an association where they run.
const hostRole = iam.Role.fromRoleName(stack, 'HostRole', hostFederation.roleName);
const onHosts = new GcpFederatedRole(stack, 'OnHosts', { ...hostFederation, role: hostRole });
onHosts.addToInstance(new ec2.Instance(stack, 'NewHost', { ...host, role: hostRole }));
const runningHost = new ec2.Instance(stack, 'RunningHost', { ...host, role: hostRole });
onHosts.addToInstance(runningHost, { deliverBy: GcpDelivery.association() });

new CfnOutput(stack, 'InstanceId', { value: instance.instanceId });
