import { App, aws_ec2 as ec2, Stack } from 'aws-cdk-lib';
import { appliedConfiguration } from './applied-configuration';
import { newFolder, ownStack, PROPS, synthesized } from './configurations';
import { POOL, startGoogle } from './google';
import { GoogleEndpoints } from './stand-ins';
import { TerraformFolder } from './terraform-folder';
import { GcpFederatedRole } from '../../lib';
import { GcpAccess, GcpFederation, GcpFederationProps, GcpGrant } from '../../lib/gcp';
import { readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { check, checkConfigurations, CheckReport } from '../../lib/proof/check';
import { LoopbackForm, rehearse } from '../../lib/rehearsal';

const READER: GcpFederationProps = { ...PROPS, grants: [GcpGrant.project('roles/storage.objectViewer')] };
const WRITER: GcpFederationProps = {
  ...PROPS, roleName: 'gcs-writer', access: GcpAccess.direct(), grants: [GcpGrant.project('roles/storage.admin'), GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer')],
};
const OTHER_ACCOUNT: GcpFederationProps = {
  ...PROPS,
  awsAccountId: '444455556666',
  poolId: 'aws-444455556666',
  access: GcpAccess.impersonation({ serviceAccountId: 'other-reader' }),
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};

/** Two roles of one account, by different ways, and one of another account, which has the name of the first. */
const FEDERATIONS = [READER, WRITER, OTHER_ACCOUNT];

let endpoints: GoogleEndpoints;
let terraform: TerraformFolder;
let aws: string;

function awsSide(): string {
  const app = new App({ outdir: newFolder() });
  FEDERATIONS.forEach((federation, index) => {
    const stack = new Stack(app, `Workload${index}`, { env: { account: federation.awsAccountId, region: 'eu-west-1' } });
    const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a'], natGateways: 0, subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }] });
    const federated = new GcpFederatedRole(stack, 'Role', federation);
    const instance = new ec2.Instance(stack, 'Server', {
      vpc,
      role: federated.role,
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO),
      machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
    });
    federated.addToInstance(instance);
  });
  return app.synth().directory;
}

/** Who gets in as whom, and who does not. */
function verdicts({ matches, workloads, callers, identities }: CheckReport): object {
  return {
    matches,
    workloads: workloads.map(({ workload, verdict, actsAs, roles }) => (
      { workload, verdict, actsAs, roles: roles.map(({ role, resource, condition }) => [role, resource, condition].join(' ')).sort() }
    )),
    // Pools of several accounts are made at once, in any order.
    callers: callers.map(({ who, arn, verdict }) => [arn, who, verdict].join(' ')).sort(),
    identities: identities.map(({ identity, verdict, intended }) => [identity, verdict, ...intended].join(' ')).sort(),
  };
}

beforeAll(async () => {
  aws = awsSide();
  endpoints = await startGoogle();
  const [folder] = synthesized(app => { GcpFederation.forAccounts(ownStack(app), FEDERATIONS); });
  terraform = new TerraformFolder(folder, endpoints);
  await terraform.init();
  await terraform.apply();
});

test('the verdict on what is applied is the one on what was synthesized', () => {
  const expected = check({ aws, gcp: terraform.folder });
  expect(expected).toMatchObject({ matches: true, workloads: [{ verdict: 'admitted' }, { verdict: 'admitted' }, { verdict: 'admitted' }] });
  expect(expected.callers.length).toBeGreaterThan(10);

  const applied = checkConfigurations(readAwsConfiguration(aws), appliedConfiguration(endpoints.google));
  expect(verdicts(applied)).toEqual(verdicts(expected));
});

test('the verdict on the state and on the next plan is the same', async () => {
  const expected = verdicts(check({ aws, gcp: terraform.folder }));
  const state = terraform.write('state.json', (await terraform.succeed('show', '-json')).output);
  expect(verdicts(check({ aws, gcp: state }))).toEqual(expected);
  const { isEmpty, file } = await terraform.plan();
  expect(isEmpty).toBe(true);
  expect(verdicts(check({ aws, gcp: file }))).toEqual(expected);
});

test('real clients of the roles get in over what is applied, and nobody else does', async () => {
  const report = await rehearse({
    aws: readAwsConfiguration(aws), awsPaths: [aws], google: appliedConfiguration(endpoints.google), form: () => new LoopbackForm(),
  });
  expect(report.workloads.map(({ attempts: [own] }) => [own.outcome, own.as])).toEqual([
    ['admitted', 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com'],
    ['admitted', expect.stringContaining(`${POOL}/`)],
    ['admitted', 'other-reader@my-gcp-project.iam.gserviceaccount.com'],
  ]);
  expect(report).toMatchObject({ matches: true });
});

test('what somebody widens by hand is seen in what is applied, though not in what was synthesized', () => {
  const { google } = endpoints;
  const provider = google.pools.all.find(({ name }) => name === `${POOL}/providers/aws-provider`)!;
  google.pools.make(provider.name, { ...provider, attributeCondition: "assertion.arn.contains('gcs-reader')" });

  const aside = readAwsConfiguration(aws);
  expect(checkConfigurations(aside, readGoogleConfiguration(terraform.folder))).toMatchObject({ matches: true });
  expect(checkConfigurations(aside, appliedConfiguration(google))).toMatchObject({ matches: false });
  google.pools.make(provider.name, provider);
});
