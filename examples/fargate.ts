// npx cdk synth --app 'npx ts-node -T --prefer-ts-exts examples/fargate.ts'
import { App, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ecsPatterns from 'aws-cdk-lib/aws-ecs-patterns';
import { federation } from '../bin/federation';
import { GcpFederatedRole } from '../lib';

/** A service behind a load balancer whose containers call Google Cloud with unmodified clients. */
const app = new App();
const stack = new Stack(app, 'fargate', { env: { account: federation.awsAccountId } });

const reader = new GcpFederatedRole(stack, 'Reader', federation);

const task = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: reader.role });
reader.addToTaskDefinition(task, { logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'gcp-credentials' }) });
task.addContainer('App', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'), portMappings: [{ containerPort: 80 }] });

new ecsPatterns.ApplicationLoadBalancedFargateService(stack, 'Service', { taskDefinition: task });

app.synth();
