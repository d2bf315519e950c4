import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { CONFIG_PATH, container, fargateTask, IMAGE, SIDECAR, taskProperties, variables } from './fixtures';
import { GcpFederatedRole, GcpSubject } from '../../../lib';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { ACCOUNT, accountStack, federation } from '../fixtures';

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const ec2Task = (props: Partial<ecs.Ec2TaskDefinitionProps> = {}) => new ecs.Ec2TaskDefinition(stack, 'Task', { taskRole: reader.role, networkMode: ecs.NetworkMode.AWS_VPC, ...props });

describe('the container with the credentials', () => {
  const sidecar = () => container(stack, SIDECAR);

  test('is not essential, restarts by itself and cannot write but into the volume', () => {
    reader.addToTaskDefinition(fargateTask(stack, reader));
    expect(sidecar()).toMatchObject({
      Essential: false,
      Image: 'public.ecr.aws/docker/library/node:24-alpine',
      MountPoints: [{ ContainerPath: '/etc/cdk-gcp', ReadOnly: false, SourceVolume: 'cdk-gcp' }],
      ReadonlyRootFilesystem: true,
      RestartPolicy: { Enabled: true, RestartAttemptPeriod: 60 },
    });
    expect(sidecar().PortMappings).toBeUndefined();
    expect(taskProperties(stack).Volumes).toEqual([{ Name: 'cdk-gcp' }]);
  });

  test('has the configuration that points to it, and the region', () => {
    reader.addToTaskDefinition(fargateTask(stack, reader));
    expect(variables(stack, SIDECAR)).toEqual({
      CDK_GCP_CREDENTIAL_CONFIG: credentialConfig(resolveFederation(federation), 'metadata-emulator'),
      CDK_GCP_FOLDER: '/etc/cdk-gcp',
      CDK_GCP_PORT: '16925',
      CDK_GCP_REGION: 'eu-central-1',
    });
    expect(JSON.parse(variables(stack, SIDECAR).CDK_GCP_CREDENTIAL_CONFIG).credential_source).toMatchObject({
      region_url: 'http://127.0.0.1:16925/latest/meta-data/placement/availability-zone',
      url: 'http://127.0.0.1:16925/latest/meta-data/iam/security-credentials',
      imdsv2_session_token_url: 'http://127.0.0.1:16925/latest/api/token',
    });
  });

  test('takes the region of the deployment in a stack that is bound to none', () => {
    stack = new Stack();
    reader = new GcpFederatedRole(stack, 'Reader', federation);
    reader.addToTaskDefinition(fargateTask(stack, reader));
    expect(variables(stack, SIDECAR).CDK_GCP_REGION).toEqual({ Ref: 'AWS::Region' });
  });

  test('is checked without a process of Node.js', () => {
    reader.addToTaskDefinition(fargateTask(stack, reader));
    expect(sidecar().HealthCheck).toEqual({ Command: ['CMD-SHELL', '[ -f /etc/cdk-gcp/.healthy ]'], Interval: 5, Retries: 3, StartPeriod: 30, Timeout: 2 });
  });

  test('takes another image, a log and a memory limit', () => {
    const digest = 'example.com/node@sha256:' + '0'.repeat(64);
    reader.addToTaskDefinition(fargateTask(stack, reader), {
      image: ecs.ContainerImage.fromRegistry(digest), logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'gcp' }), memoryLimitMiB: 80,
    });
    expect(sidecar()).toMatchObject({ Image: digest, Memory: 80, LogConfiguration: { LogDriver: 'awslogs' } });
  });

  test('states its memory where the task does not, as a task on EC2 need not', () => {
    reader.addToTaskDefinition(ec2Task());
    expect(sidecar().Memory).toBe(96);
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('states no memory where the task does, so that tight limits still hold', () => {
    reader.addToTaskDefinition(fargateTask(stack, reader));
    expect(sidecar().Memory).toBeUndefined();
  });

  test('fails when it is given less memory than Node.js needs', () => {
    expect(() => reader.addToTaskDefinition(fargateTask(stack, reader), { memoryLimitMiB: 63 })).toThrow('memoryLimitMiB 63 is not enough for Node.js: pass 64 or more');
  });

  test('does not become the container that load balancers target, though it is the first', () => {
    const task = fargateTask(stack, reader);
    reader.addToTaskDefinition(task);
    task.addContainer('App', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
    expect(task.defaultContainer!.containerName).toBe('App');
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-central-1a'], privateSubnetIds: ['subnet-0123456789abcdef0'] });
    const service = new ecs.FargateService(stack, 'Service', { cluster: new ecs.Cluster(stack, 'Cluster', { vpc }), taskDefinition: task });
    const group = new elbv2.ApplicationTargetGroup(stack, 'Group', { vpc, port: 80, targets: [service] });
    expect(group).toBeDefined();
    Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ ContainerName: 'App' })] });
  });
});

describe('every other container', () => {
  const expected = {
    DependsOn: [{ ContainerName: SIDECAR, Condition: 'HEALTHY' }],
    MountPoints: [{ ContainerPath: '/etc/cdk-gcp', ReadOnly: true, SourceVolume: 'cdk-gcp' }],
  };

  test.each(['before', 'after'])('reads the configuration once it is there, when it was added %s', when => {
    const task = fargateTask(stack, reader);
    if (when === 'after') reader.addToTaskDefinition(task);
    task.addContainer('App', { image: IMAGE, readonlyRootFilesystem: true, user: '1000' });
    if (when === 'before') reader.addToTaskDefinition(task);
    expect(container(stack, 'App')).toMatchObject({ ...expected, ReadonlyRootFilesystem: true, User: '1000', Image: 'example.com/app' });
    expect(variables(stack, 'App')).toEqual({
      GOOGLE_APPLICATION_CREDENTIALS: CONFIG_PATH, CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: CONFIG_PATH, GOOGLE_CLOUD_PROJECT: 'my-gcp-project', CLOUDSDK_CORE_PROJECT: 'my-gcp-project',
    });
  });

  test('keeps its variables, mounts and dependencies', () => {
    const task = fargateTask(stack, reader, { volumes: [{ name: 'data' }] });
    const first = task.addContainer('First', { image: IMAGE });
    const app = task.addContainer('App', { image: IMAGE, environment: { MODE: 'test', GOOGLE_CLOUD_PROJECT: 'another-project' } });
    app.addMountPoints({ sourceVolume: 'data', containerPath: '/data', readOnly: false });
    app.addContainerDependencies({ container: first, condition: ecs.ContainerDependencyCondition.START });
    reader.addToTaskDefinition(task);
    expect(container(stack, 'App')).toMatchObject({
      DependsOn: [{ ContainerName: 'First', Condition: 'START' }, ...expected.DependsOn],
      MountPoints: [{ ContainerPath: '/data', ReadOnly: false, SourceVolume: 'data' }, ...expected.MountPoints],
    });
    expect(variables(stack, 'App')).toMatchObject({ MODE: 'test', GOOGLE_CLOUD_PROJECT: 'another-project', CLOUDSDK_CORE_PROJECT: 'another-project' });
  });

  test('that is named is left as it is, and so is a log router', () => {
    const task = fargateTask(stack, reader);
    task.addContainer('App', { image: IMAGE, logging: ecs.LogDrivers.firelens({}) });
    task.addContainer('Envoy', { image: IMAGE });
    task.addFirelensLogRouter('Router', { image: IMAGE, firelensConfig: { type: ecs.FirelensLogRouterType.FLUENTBIT } });
    reader.addToTaskDefinition(task, { excludeContainers: ['Envoy'], logging: ecs.LogDrivers.firelens({}) });
    const names: string[] = taskProperties(stack).ContainerDefinitions.map(({ Name }: any) => Name);
    expect(names.filter(name => container(stack, name).DependsOn)).toEqual(['App']);
    expect(names).toHaveLength(4);
    expect(container(stack, 'Envoy').Environment).toBeUndefined();
  });

  test('is told not to send requests to loopback through a proxy, where it has one', () => {
    const task = fargateTask(stack, reader);
    task.addContainer('None', { image: IMAGE });
    task.addContainer('Proxy', { image: IMAGE, environment: { HTTPS_PROXY: 'http://proxy:3128' } });
    task.addContainer('Exceptions', { image: IMAGE, environment: { http_proxy: 'http://proxy:3128', no_proxy: 'internal' } });
    task.addContainer('Fits', { image: IMAGE, environment: { http_proxy: 'http://proxy:3128', NO_PROXY: '127.0.0.1,internal' } });
    reader.addToTaskDefinition(task);
    const exceptions = (name: string) => Object.entries(variables(stack, name)).filter(([variable]) => /^no_proxy$/i.test(variable));
    expect(exceptions('None')).toEqual([]);
    expect(exceptions('Proxy')).toEqual([['NO_PROXY', '127.0.0.1'], ['no_proxy', '127.0.0.1']]);
    expect(exceptions('Exceptions')).toEqual([['no_proxy', 'internal,127.0.0.1']]);
    expect(exceptions('Fits')).toEqual([['NO_PROXY', '127.0.0.1,internal']]);
  });

  test('fails when it points to other credentials, as a variable or as a secret', () => {
    const task = fargateTask(stack, reader);
    task.addContainer('App', { image: IMAGE, environment: { GOOGLE_APPLICATION_CREDENTIALS: '/key.json' } });
    reader.addToTaskDefinition(task);
    const parameter = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/key' });
    task.addContainer('Secret', { image: IMAGE, secrets: { CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: ecs.Secret.fromSsmParameter(parameter) } });
    const remedy = 'set, and what is set is never overwritten: remove the variable, or name the container in excludeContainers';
    Annotations.fromStack(stack).hasError('/Stack/Task/App', `container App has GOOGLE_APPLICATION_CREDENTIALS ${remedy}`);
    Annotations.fromStack(stack).hasError('/Stack/Task/Secret', `container Secret has CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE ${remedy}`);
  });

  test('fails when it is out of reach', () => {
    const task = fargateTask(stack, reader);
    reader.addToTaskDefinition(task);
    new ecs.ContainerDefinition(stack, 'Stray', { image: IMAGE, taskDefinition: task });
    expect(() => Template.fromStack(stack)).toThrow('container Stray of task definition Stack/Task is not made by its addContainer');
  });

  test('may be out of reach where it is named', () => {
    const task = fargateTask(stack, reader);
    reader.addToTaskDefinition(task, { excludeContainers: ['Stray'] });
    new ecs.ContainerDefinition(stack, 'Stray', { image: IMAGE, taskDefinition: task });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('a task', () => {
  test('that is added twice changes nothing', () => {
    const task = fargateTask(stack, reader);
    reader.addToTaskDefinition(task);
    reader.addToTaskDefinition(task);
    task.addContainer('App', { image: IMAGE });
    expect(taskProperties(stack).ContainerDefinitions).toHaveLength(2);
    expect(container(stack, 'App').DependsOn).toHaveLength(1);
  });

  test('keeps its own task role, by its deployed name, and the role stays as it is', () => {
    const build = (federate: (task: ecs.FargateTaskDefinition) => void) => {
      stack = accountStack();
      const task = new ecs.FargateTaskDefinition(stack, 'Task');
      task.addContainer('App', { image: IMAGE });
      federate(task);
      return Template.fromStack(stack).findResources('AWS::IAM::Role');
    };
    const before = build(() => undefined);
    expect(build(task => new GcpFederatedRole(stack, 'Federated', { ...federation, role: task.taskRole, roleName: 'Stack-TaskTaskRole-0' }).addToTaskDefinition(task))).toEqual(before);
  });

  test('may be assumed by ECS through the role that was made for it', () => {
    reader.addToTaskDefinition(fargateTask(stack, reader));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'gcs-reader',
      AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' } }] },
    });
  });

  test.each([[55, true], [56, false]])('with a role name of %i characters fits into google.subject: %s', (length, fits) => {
    const role = new GcpFederatedRole(stack, 'Long', { ...federation, roleName: 'r'.repeat(length) });
    const add = () => role.addToTaskDefinition(fargateTask(stack, role));
    if (fits) expect(add).not.toThrow();
    else expect(add).toThrow('128 bytes long with the 32-character session names of ecs, Google allows 127: shorten the name to 55 characters, or pass subject: GcpSubject.userId()');
  });

  test('with the longest role name fits with GcpSubject.userId()', () => {
    const role = new GcpFederatedRole(stack, 'Long', { ...federation, roleName: 'r'.repeat(64), subject: GcpSubject.userId() });
    expect(() => role.addToTaskDefinition(fargateTask(stack, role))).not.toThrow();
  });
});

describe('fails when the task', () => {
  test('has another task role, and changes nothing', () => {
    const task = new ecs.FargateTaskDefinition(stack, 'Task');
    task.addContainer('App', { image: IMAGE });
    expect(() => reader.addToTaskDefinition(task)).toThrow(/task definition Stack\/Task has role Stack\/Task\/TaskRole, not the federated role 'gcs-reader', and its role is never swapped: .*taskRole: federated\.role/);
    expect(taskProperties(stack)).toMatchObject({ ContainerDefinitions: [{ Name: 'App' }] });
  });

  test('has the federated role for its execution role as well', () => {
    const task = fargateTask(stack, reader, { executionRole: reader.role });
    expect(() => reader.addToTaskDefinition(task)).toThrow("task definition Stack/Task has the federated role 'gcs-reader' for its execution role as well");
  });

  test.each([
    [ecs.NetworkMode.BRIDGE, /has network mode bridge, in which the containers of a task do not share loopback.*AWS_VPC.*functionCredentialConfig/],
    [ecs.NetworkMode.NONE, /has network mode none/],
    [ecs.NetworkMode.HOST, /has network mode host, in which all tasks of the instance share its loopback.*AWS_VPC/],
  ])('has network mode %s', (networkMode, message) => {
    const task = ec2Task({ networkMode });
    expect(() => reader.addToTaskDefinition(task)).toThrow(message);
    expect(taskProperties(stack).ContainerDefinitions).toBeUndefined();
  });

  test('runs on Windows', () => {
    const runtimePlatform = { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE };
    const task = fargateTask(stack, reader, { cpu: 1024, memoryLimitMiB: 2048, runtimePlatform });
    expect(() => reader.addToTaskDefinition(task)).toThrow('task definition Stack/Task runs on WINDOWS_SERVER_2022_CORE, where the containers of a task do not share loopback');
  });

  test('is imported', () => {
    const task = ecs.FargateTaskDefinition.fromFargateTaskDefinitionAttributes(stack, 'Imported', {
      taskDefinitionArn: `arn:aws:ecs:eu-central-1:${ACCOUNT}:task-definition/app:1`, taskRole: reader.role,
    });
    expect(() => reader.addToTaskDefinition(task)).toThrow('task definition Stack/Imported is imported');
  });

  test('carries the configuration of another federated role', () => {
    const role = iam.Role.fromRoleName(stack, 'Same', 'gcs-reader');
    const task = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: role });
    new GcpFederatedRole(stack, 'One', { ...federation, role }).addToTaskDefinition(task);
    expect(() => new GcpFederatedRole(stack, 'Two', { ...federation, role }).addToTaskDefinition(task)).toThrow('task definition Stack/Task carries the configuration of Stack/One already');
  });

  test('exceeds 64 KB with all that is in it', () => {
    const task = fargateTask(stack, reader);
    reader.addToTaskDefinition(task);
    task.addContainer('App', { image: IMAGE, environment: { TEXT: 'x'.repeat(55_000) } });
    expect(() => Template.fromStack(stack)).not.toThrow();
    stack = accountStack(new App());
    reader = new GcpFederatedRole(stack, 'Reader', federation);
    const larger = fargateTask(stack, reader);
    reader.addToTaskDefinition(larger);
    larger.addContainer('App', { image: IMAGE, environment: { TEXT: 'x'.repeat(58_000) } });
    expect(() => Template.fromStack(stack)).toThrow(/task definition Stack\/Task has at least \d+ bytes, and ECS takes 65536/);
  });
});
