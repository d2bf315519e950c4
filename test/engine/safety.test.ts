import { App } from 'cdktf';
import { appliedConfiguration, grantsIn } from './applied-configuration';
import { PROPS, synthesized } from './configurations';
import { EMAIL, POOL, PROVIDER, startGoogle } from './google';
import { GoogleEndpoints } from './stand-ins';
import { TerraformFolder } from './terraform-folder';
import { GcpAccess, GcpFederation, GcpFederationConstructProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const GRANTED = [GcpGrant.bucket('reports', 'roles/storage.objectViewer')];

async function started(props: Partial<GcpFederationConstructProps>, more: (stack: GcpFederationStack) => void = () => undefined) {
  const endpoints = await startGoogle();
  const build = (changes: Partial<GcpFederationConstructProps>) => (app: App) => {
    more(new GcpFederationStack(app, 'gcp', { ...PROPS, ...props, ...changes }));
  };
  const [folder] = synthesized(build({}));
  const terraform = new TerraformFolder(folder, endpoints);
  await terraform.init();
  const change = (changes: Partial<GcpFederationConstructProps>) => terraform.configure(build(changes));
  return { endpoints, google: endpoints.google, terraform, change };
}

function standing({ google }: GoogleEndpoints): object {
  return {
    pools: google.pools.all.map(({ state }) => state),
    account: google.serviceAccounts.exists(EMAIL),
    grants: grantsIn(appliedConfiguration(google)),
  };
}

test('the number of another project ends the run before anything is granted', async () => {
  const { google, terraform } = await started({ gcpProjectNumber: '999999999999', access: GcpAccess.direct(), grants: GRANTED });
  const { status, text } = await terraform.run('apply', '-auto-approve');
  expect(status).toBe(1);
  expect(text).toContain(`gcpProjectNumber 999999999999 is not the number of project my-gcp-project: Google named the pool ${POOL}.`);
  expect(grantsIn(appliedConfiguration(google))).toEqual([]);
});

// One federation, to which each test does something else.
describe('a federation that is protected, then forgotten', () => {
  let run: Awaited<ReturnType<typeof started>>;

  beforeAll(async () => {
    run = await started({ deletionProtection: true, grants: GRANTED });
    await run.terraform.apply();
  });

  test('is not destroyed', async () => {
    const before = standing(run.endpoints);
    const { status, text } = await run.terraform.run('destroy', '-auto-approve');
    expect(status).toBe(1);
    expect(text).toContain('Instance cannot be destroyed');
    expect(standing(run.endpoints)).toEqual(before);
  });

  test('is not replaced under another id', async () => {
    run.change({ poolId: 'another-pool' });
    const { status, text } = await run.terraform.run('plan');
    expect(status).toBe(1);
    expect(text).toContain('Instance cannot be destroyed');
  });

  test('is forgotten, and stands', async () => {
    const before = standing(run.endpoints);
    run.change({ deletionProtection: false, forget: true });
    await run.terraform.apply();
    expect((await run.terraform.succeed('state', 'list')).output).toBe('');
    expect(standing(run.endpoints)).toEqual(before);
  });

  test('is taken over again', async () => {
    const before = standing(run.endpoints);
    run.change({ deletionProtection: false, takeOver: { pool: true, provider: true, serviceAccounts: true } });
    const { text } = await run.terraform.apply();
    expect(text).toMatch(/3 imported, \d+ added, 0 changed, 0 destroyed/);
    expect(standing(run.endpoints)).toEqual(before);
    expect((await run.terraform.plan()).isEmpty).toBe(true);
  });
});

describe('a change in the code', () => {
  let run: Awaited<ReturnType<typeof started>>;
  const members = () => run.google.policies.read(`iam/projects/-/serviceAccounts/${EMAIL}`).bindings.flatMap(binding => binding.members);

  beforeAll(async () => {
    run = await started({ grants: GRANTED });
    await run.terraform.apply();
  });

  test('of the role changes the condition in place, and exchanges the member', async () => {
    run.change({ roleName: 'renamed' });
    const { changes } = await run.terraform.plan();
    expect(changes).toMatchObject({
      'google_iam_workload_identity_pool_provider.provider': 'update',
      'google_service_account.service-account-gcs-reader-b8ee5d75': 'update',
    });
    expect(Object.values(changes).sort()).toEqual(['create', 'delete', 'update', 'update']);
    await run.terraform.apply();
    expect(members()).toEqual([expect.stringMatching(/\/renamed$/)]);
    expect(run.google.pools.all.find(({ name }) => name === PROVIDER)?.attributeCondition).toContain("assumed-role/renamed'");
    expect((await run.terraform.plan()).isEmpty).toBe(true);
  });

  test('of the id of the pool makes the new one before the old one goes', async () => {
    run.change({ poolId: 'another-pool' });
    const mark = run.google.calls.length;
    await run.terraform.apply();
    const calls = run.google.calls.slice(mark).map(({ request }) => request);
    const at = (request: RegExp) => calls.findIndex(call => request.test(call));
    expect(at(/^POST .*workloadIdentityPools\?/)).toBeGreaterThan(-1);
    expect(at(/^DELETE .*\/aws-identity-pool\?/)).toBeGreaterThan(at(/^POST .*workloadIdentityPools\?/));
    expect(members()).toEqual([expect.stringContaining('/another-pool/')]);
    expect((await run.terraform.plan()).isEmpty).toBe(true);
  });
});

test('audit logs and the restriction of accounts are applied, in force, and leave nothing', async () => {
  const SECOND = { ...PROPS, awsAccountId: '444455556666', poolId: 'second-pool', access: GcpAccess.impersonation({ serviceAccountId: 'second-reader' }) };
  let admitSecond = false;
  const { google, terraform, change } = await started({ auditLogs: true, restrictAwsAccounts: true }, stack => {
    if (admitSecond) new GcpFederation(stack, 'Second', SECOND);
  });
  await terraform.apply();
  const { auditConfigs } = google.policies.read(`cloudresourcemanager/projects/${PROPS.gcpProjectId}`);
  expect(auditConfigs).toHaveLength(2);
  expect(auditConfigs).toEqual(expect.arrayContaining(['iam', 'sts'].map(service => expect.objectContaining({
    service: `${service}.googleapis.com`, auditLogConfigs: expect.arrayContaining(['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'].map(logType => ({ logType }))),
  }))));
  expect((await terraform.plan()).isEmpty).toBe(true);

  admitSecond = true;
  change({});
  const { status, text } = await terraform.run('apply', '-auto-approve');
  expect(status).toBe(1);
  expect(text).toContain("Org Policy violated for value: '444455556666'");

  await terraform.succeed('destroy', '-auto-approve');
  expect(google.policies.read(`cloudresourcemanager/projects/${PROPS.gcpProjectId}`).auditConfigs ?? []).toEqual([]);
});
