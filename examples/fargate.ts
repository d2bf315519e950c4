// npx cdk synth --quiet --app 'npx ts-node -T --prefer-ts-exts examples/fargate.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ecsPatterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as cdktf from 'cdktf';
import { GcpFederatedRole, GcpFederationProps, GcpGrant } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** A service behind a load balancer whose containers call Google Cloud with unmodified clients. */
const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.bucket('my-reports', 'roles/storage.objectViewer')],
};

const app = new App();
const stack = new Stack(app, 'fargate', { env: { account: federation.awsAccountId } });

const reader = new GcpFederatedRole(stack, 'Reader', federation);
const task = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: reader.role });
reader.addToTaskDefinition(task, { logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'gcp-credentials' }) });
task.addContainer('App', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'), portMappings: [{ containerPort: 80 }] });
new ecsPatterns.ApplicationLoadBalancedFargateService(stack, 'Service', { taskDefinition: task, circuitBreaker: { rollback: true }, minHealthyPercent: 100 });

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);

google.synth();
app.synth();
