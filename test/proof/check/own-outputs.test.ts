import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Stage, NestedStack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant, GcpSubject } from '../../../lib';
import { resolveFederation } from '../../../lib/federation/federation';
import { GcpFederationStack } from '../../../lib/gcp';
import { check, CheckReport } from '../../../lib/proof';
import { EVERY_KIND } from '../../federation/grants/every-kind';

const PROPS: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};
const ENV = { account: '111122223333', region: 'eu-west-1' };

const folders: string[] = [];
afterAll(() => folders.forEach(made => rmSync(made, { recursive: true })));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'own-outputs-'));
  folders.push(made);
  return made;
}

/** Synthesizes both sides, each by itself as users do, and checks them. */
function checked(federations: readonly GcpFederationProps[], aws: (app: App) => void, gcp?: (app: cdktf.App) => void): CheckReport {
  const [awsOut, gcpOut] = [folder(), folder()];
  const app = new App({ outdir: awsOut });
  aws(app);
  app.synth();
  const google = new cdktf.App({ outdir: gcpOut });
  if (gcp) gcp(google);
  else federations.forEach((federation, index) => new GcpFederationStack(google, `gcp-${index}`, federation));
  google.synth();
  return check({ aws: awsOut, gcp: gcpOut });
}

function server(scope: Construct, id: string, role: GcpFederatedRole, image = ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-1', 'us-gov-west-1': 'ami-1' })): ec2.Instance {
  return new ec2.Instance(scope, id, {
    vpc: vpcOf(scope), instanceType: new ec2.InstanceType('t3.micro'), machineImage: image, role: role.role,
  });
}

function vpcOf(scope: Construct): ec2.IVpc {
  const stack = Stack.of(scope);
  return stack.node.tryFindChild('Vpc') as ec2.IVpc | undefined ?? new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0, subnetConfiguration: [{ name: 'p', subnetType: ec2.SubnetType.PUBLIC }] });
}

function instanceStack(app: Construct, id: string, federation: GcpFederationProps, env: object | undefined = ENV): Stack {
  const stack = new Stack(app, id, { env });
  const role = new GcpFederatedRole(stack, 'Reader', federation);
  role.addToInstance(server(stack, 'Server', role));
  return stack;
}

const VARIANTS: readonly [string, Partial<GcpFederationProps>][] = [
  ['as it comes', {}],
  ['direct access', { access: GcpAccess.direct() }],
  ['an existing account by email', { access: GcpAccess.impersonation({ serviceAccountEmail: 'reader@other-project.iam.gserviceaccount.com' }) }],
  ['long tokens', { access: GcpAccess.impersonation({ serviceAccountId: 'reader-account', tokenLifetimeSeconds: 7200 }) }],
  ['an account in another project', { access: GcpAccess.impersonation({ serviceAccountId: 'reader-account', serviceAccountProject: 'other-project' }) }],
  ['user id as subject', { subject: GcpSubject.userId() }],
  ['pool and provider of other names', { poolId: 'some-pool', providerId: 'some-provider' }],
  ['the longest role name', { roleName: 'r'.repeat(64) }],
  ['GovCloud', { awsPartition: 'aws-us-gov' }],
];

test.each(VARIANTS)('%s: fits, without a finding', (name, changes) => {
  const federation = { ...PROPS, ...changes };
  const report = checked([federation], app => instanceStack(app, 'aws', federation, name === 'GovCloud' ? { ...ENV, region: 'us-gov-west-1' } : ENV));
  expect(report.findings).toEqual([]);
  expect(report.workloads).toMatchObject([{ workload: 'aws/Server', kind: 'ec2-instance', verdict: 'admitted' }]);
  expect(report.callers).toEqual([]);
  expect(report.identities.map(({ verdict }) => verdict)).toEqual(['proven']);
  expect(report.matches).toBe(true);
});

test.each([['impersonation', undefined], ['direct access', GcpAccess.direct()]])('by %s, roles that are all held under a condition depend', (_, access) => {
  const condition = { title: 'this year', expression: 'request.time < timestamp("2100-01-01T00:00:00Z")' };
  const conditional = { ...PROPS, access, grants: [GcpGrant.project('roles/storage.objectViewer', { condition })] };
  const report = checked([conditional], app => instanceStack(app, 'aws', conditional));
  expect(report).toMatchObject({ matches: false, findings: [{ id: 'conditional-grant', severity: 'depends' }], workloads: [{ verdict: 'depends' }] });
  const partly = { ...conditional, grants: [...conditional.grants, GcpGrant.project('roles/bigquery.jobUser')] };
  expect(checked([partly], app => instanceStack(app, 'aws', partly))).toMatchObject({ matches: true, workloads: [{ verdict: 'admitted' }] });
});

test('a stack that is bound to no account fits by its rule', () => {
  const report = checked([PROPS], app => instanceStack(app, 'aws', PROPS, {}));
  expect(report).toMatchObject({ matches: true, findings: [] });
});

test('further roles in the same pool, in a stage and in a nested stack', () => {
  const writer = { ...PROPS, roleName: 'gcs-writer', grants: [GcpGrant.bucket('reports', 'roles/storage.objectUser')], access: GcpAccess.impersonation({ serviceAccountId: 'gcs-writer' }) };
  const report = checked([], app => {
    instanceStack(new Stage(app, 'prod', { env: ENV }), 'aws', PROPS);
    const stack = new Stack(app, 'parent', { env: ENV });
    const nested = new NestedStack(stack, 'Nested');
    const role = new GcpFederatedRole(nested, 'Writer', writer);
    role.addToInstance(server(nested, 'Server', role));
  }, app => new GcpFederationStack(app, 'gcp', PROPS).addRole(writer));
  expect(report.findings).toEqual([]);
  expect(report.matches).toBe(true);
  expect(report.workloads.map(({ roleArn }) => roleArn).sort()).toEqual(['gcs-reader', 'gcs-writer'].map(name => `arn:aws:sts::111122223333:assumed-role/${name}`));
  expect(report.workloads.map(({ actsAs }) => actsAs).sort()).toEqual(['gcs-reader-b8ee5d75', 'gcs-writer'].map(name => `${name}@my-gcp-project.iam.gserviceaccount.com`));
});

describe('two roles with different grants', () => {
  const roles = [
    { ...PROPS, grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')] },
    { ...PROPS, roleName: 'payroll-writer', grants: [GcpGrant.bucket('payroll', 'roles/storage.objectAdmin')] },
  ];
  const checkRoles = (federations: readonly GcpFederationProps[]) => checked([], app => {
    for (const federation of federations) instanceStack(app, federation.roleName, federation);
  }, app => {
    const [first, ...further] = federations;
    const stack = new GcpFederationStack(app, 'gcp', first);
    for (const role of further) stack.addRole(role);
  });

  test('hold their own grants only, if they leave access out', () => {
    const report = checkRoles(roles);
    expect(report).toMatchObject({ matches: true, findings: [] });
    expect(report.workloads.map(({ roles: held }) => held.map(({ resource }) => resource))).toEqual([['bucket reports'], ['bucket payroll']]);
  });

  test('are warned of, with what each of them holds, if they name one account', () => {
    const access = GcpAccess.impersonation({ serviceAccountId: 'shared-identity' });
    const report = checkRoles(roles.map(role => ({ ...role, access })));
    expect(report.matches).toBe(true);
    expect(report.findings).toMatchObject([{
      id: 'shared-service-account',
      severity: 'warning',
      detail: 'role gcs-reader of AWS account 111122223333 and role payroll-writer of AWS account 111122223333 act as '
        + 'shared-identity@my-gcp-project.iam.gserviceaccount.com; each of them holds '
        + 'roles/storage.objectAdmin on bucket payroll and roles/storage.objectViewer on bucket reports',
      elements: [{ side: 'gcp' }, { side: 'gcp' }],
    }]);
  });
});

test('several accounts, each with a pool of its own', () => {
  const accounts = ['111122223333', '444455556666'].map(awsAccountId => ({
    ...PROPS, awsAccountId, poolId: `aws-${awsAccountId}`, access: GcpAccess.impersonation({ serviceAccountId: `aws-${awsAccountId}` }),
  }));
  const report = checked([], app => accounts.forEach(federation => instanceStack(app, `aws-${federation.awsAccountId}`, federation, { account: federation.awsAccountId, region: 'eu-west-1' })),
    app => GcpFederationStack.forAccounts(app, 'gcp', accounts));
  expect(report).toMatchObject({ matches: true, findings: [] });
  expect(report.workloads).toHaveLength(2);
});

test('two projects whose pools have one id, from one account and from two', () => {
  const dev = { ...PROPS, gcpProjectId: 'dev-project', gcpProjectNumber: '555555555555' };
  for (const other of [{ ...dev, roleName: 'dev-reader' }, { ...dev, awsAccountId: '444455556666' }]) {
    const report = checked([PROPS, other], app => [PROPS, other].forEach((federation, index) =>
      instanceStack(app, `aws-${index}`, federation, { account: federation.awsAccountId, region: 'eu-west-1' })));
    expect(report).toMatchObject({ findings: [], matches: true });
    expect(report.workloads.map(({ actsAs }) => actsAs)).toEqual([PROPS, other].map(props => resolveFederation(props).access.serviceAccount?.email));
  }
});

test('every way in which a machine gets its configuration', () => {
  const report = checked([PROPS], app => {
    const stack = new Stack(app, 'aws', { env: ENV });
    const role = new GcpFederatedRole(stack, 'Reader', PROPS);
    role.addToInstance(server(stack, 'Linux', role));
    role.addToInstance(server(stack, 'Windows', role, ec2.MachineImage.genericWindows({ 'eu-west-1': 'ami-2' })));
    const multipart = new ec2.MultipartUserData();
    const commands = ec2.UserData.forLinux();
    multipart.addUserDataPart(commands, ec2.MultipartBody.SHELL_SCRIPT, true);
    role.addToUserData(multipart);
    const template = new ec2.LaunchTemplate(stack, 'Template', {
      role: role.role, userData: multipart, machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-3' }), instanceType: new ec2.InstanceType('t3.micro'), requireImdsv2: true,
    });
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: vpcOf(stack), launchTemplate: template });
  });
  expect(report.findings).toEqual([]);
  expect(report.workloads.map(({ workload, verdict }) => [workload, verdict])).toEqual(expect.arrayContaining([
    ['aws/Linux', 'admitted'], ['aws/Windows', 'admitted'], ['aws/Group/ASG', 'admitted'],
  ]));
  expect(report.matches).toBe(true);
});

test('a function with its layer', () => {
  const federation = { ...PROPS, roleName: 'gcs-fn', subject: GcpSubject.userId() };
  const report = checked([federation], app => {
    const stack = new Stack(app, 'aws', { env: ENV });
    const role = new GcpFederatedRole(stack, 'Reader', federation);
    const fn = new lambda.Function(stack, 'Function', {
      runtime: lambda.Runtime.NODEJS_20_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'), role: role.role as iam.IRole,
    });
    role.addToFunction(fn);
  });
  expect(report.findings).toEqual([]);
  expect(report.workloads).toMatchObject([{ workload: 'aws/Function', kind: 'lambda-function', verdict: 'admitted' }]);
  expect(report.matches).toBe(true);
});

test('a container task with its metadata emulator', () => {
  const report = checked([PROPS], app => {
    const stack = new Stack(app, 'aws', { env: ENV });
    const role = new GcpFederatedRole(stack, 'Reader', PROPS);
    const task = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: role.role });
    task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/alpine') });
    role.addToTaskDefinition(task);
  });
  expect(report.findings).toEqual([]);
  expect(report.workloads).toMatchObject([{ workload: 'aws/Task', kind: 'ecs-task', verdict: 'admitted' }]);
  expect(report.matches).toBe(true);
});

test.each(EVERY_KIND)('a grant on %s is told', (_, grant) => {
  const federation = { ...PROPS, grants: [grant] };
  const report = checked([federation], app => instanceStack(app, 'aws', federation));
  expect(report.findings.filter(({ id }) => id !== 'basic-role' && id !== 'conditional-grant')).toEqual([]);
  expect(report.workloads[0].roles).toHaveLength(1);
  // Some of the examples are under a condition, and then all that the workload holds is.
  const [{ condition }] = report.workloads[0].roles;
  expect(report).toMatchObject(condition === undefined ? { matches: true, workloads: [{ verdict: 'admitted' }] } : { matches: false, workloads: [{ verdict: 'depends' }] });
});

test('an existing provider is not seen, so that everything depends on it', () => {
  const report = checked([], app => instanceStack(app, 'aws', PROPS), app => new GcpFederationStack(app, 'gcp', { ...PROPS, existingProvider: true }));
  expect(report.findings.map(({ id, severity }) => [id, severity])).toEqual([['account-not-known', 'depends'], ['condition-not-known', 'depends']]);
  expect(report).toMatchObject({ matches: false, workloads: [{ verdict: 'depends' }] });
});
