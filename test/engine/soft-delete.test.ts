import { PROPS, synthesized } from './configurations';
import { documentedCommands, gcloud } from './gcloud';
import { EMAIL, POOL, PROVIDER, startGoogle } from './google';
import { GoogleEndpoints } from './stand-ins';
import { TerraformFolder } from './terraform-folder';
import { explain } from '../../lib/errors/explain';
import { GcpFederationOptions, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const POOL_ADDRESS = 'google_iam_workload_identity_pool.pool';
const PROVIDER_ADDRESS = 'google_iam_workload_identity_pool_provider.provider';
const ACCOUNT_ADDRESS = 'google_service_account.service-account-gcs-reader-b8ee5d75';
const BY_PROJECT_ID = `projects/${PROPS.gcpProjectId}/locations/global/workloadIdentityPools/aws-identity-pool`;

let endpoints: GoogleEndpoints;
let terraform: TerraformFolder;

function configure(options: GcpFederationOptions): void {
  terraform.configure(app => { new GcpFederationStack(app, 'gcp', { ...PROPS, ...options }); });
}

function states(): Record<string, string> {
  return Object.fromEntries(endpoints.google.pools.all.map(({ name, state }) => [name, state]));
}

beforeAll(async () => {
  endpoints = await startGoogle();
  const [folder] = synthesized(app => { new GcpFederationStack(app, 'gcp', PROPS); });
  terraform = new TerraformFolder(folder, endpoints);
  await terraform.init();
  await terraform.apply();
});

// Each test goes on where the one before ended.
describe('what was deleted keeps its id', () => {
  test('a replacement under the same id ends in the documented error, and leaves the pool standing', async () => {
    const { status, text } = await terraform.run('apply', '-auto-approve', `-replace=${POOL_ADDRESS}`);
    expect(status).toBe(1);
    expect(text).toContain('Error 409: Requested entity already exists');
    expect(states()).toMatchObject({ [POOL]: 'ACTIVE' });
    expect(endpoints.google.policies.read(`iam/projects/-/serviceAccounts/${EMAIL}`).bindings).toMatchObject([{ role: 'roles/iam.workloadIdentityUser' }]);
  });

  test('destroy, then apply ends in the documented error, which the command explains', async () => {
    await terraform.succeed('destroy', '-auto-approve');
    expect(states()).toEqual({ [POOL]: 'DELETED', [PROVIDER]: 'DELETED' });

    const { status, text } = await terraform.run('apply', '-auto-approve');
    expect(status).toBe(1);
    expect(text).toContain('Error creating WorkloadIdentityPool: googleapi: Error 409: Requested entity already exists');
    expect(explain(text).matches[0]).toMatchObject({ id: 'id-not-reusable' });
  });

  test('what was deleted is not taken over', async () => {
    configure({ takeOver: { pool: true, provider: true } });
    expect((await terraform.run('plan')).text).toContain('Cannot import non-existent remote object');
  });

  test('the documented commands restore it, and the documented option takes it over', async () => {
    const commands = documentedCommands('docs/google-side.md', '### `Error 409: Requested entity already exists`');
    for (const command of commands) await gcloud(command, endpoints);
    expect(states()).toEqual({ [POOL]: 'ACTIVE', [PROVIDER]: 'ACTIVE' });

    const { changes, json } = await terraform.plan();
    expect(Object.keys(changes).filter(address => [POOL_ADDRESS, PROVIDER_ADDRESS].includes(address))).toEqual([]);
    const imported = json.resource_changes.filter(({ change }: any) => change.importing).map(({ address }: any) => address);
    expect(imported).toEqual([POOL_ADDRESS, PROVIDER_ADDRESS]);
    await terraform.apply();
    expect((await terraform.plan()).isEmpty).toBe(true);
    configure({});
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

test('an import by project id leaves nothing to do, one by project number plans a replacement', async () => {
  await terraform.succeed('state', 'rm', POOL_ADDRESS);
  await terraform.succeed('import', POOL_ADDRESS, BY_PROJECT_ID.replace(PROPS.gcpProjectId, PROPS.gcpProjectNumber));
  expect((await terraform.plan()).changes[POOL_ADDRESS]).toBe('create-delete');

  await terraform.succeed('state', 'rm', POOL_ADDRESS);
  await terraform.succeed('import', POOL_ADDRESS, BY_PROJECT_ID);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

describe('a service account', () => {
  const uniqueId = () => endpoints.google.serviceAccounts.find(EMAIL).uniqueId;

  test('is not replaced under its name', async () => {
    const { status, text } = await terraform.run('apply', '-auto-approve', `-replace=${ACCOUNT_ADDRESS}`);
    expect(status).toBe(1);
    expect(text).toContain('Error 409: Service account gcs-reader-b8ee5d75 already exists');
  });

  test('is replaced by destroying it first, as documented, with its member', async () => {
    const before = uniqueId();
    await terraform.succeed('destroy', '-auto-approve', `-target=${ACCOUNT_ADDRESS}`);
    await terraform.apply();
    expect(uniqueId()).not.toBe(before);
    expect(endpoints.google.policies.read(`iam/projects/-/serviceAccounts/${EMAIL}`).bindings).toMatchObject([{ role: 'roles/iam.workloadIdentityUser' }]);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test('that somebody deletes and makes again is missed by its grants, which the next apply makes again', async () => {
    const { google } = endpoints;
    const member = `serviceAccount:${EMAIL}`;
    terraform.configure(app => { new GcpFederationStack(app, 'gcp', { ...PROPS, grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')] }); });
    await terraform.apply();
    endpoints.call('DELETE', `iam/v1/projects/${PROPS.gcpProjectId}/serviceAccounts/${EMAIL}`);
    google.serviceAccounts.make(PROPS.gcpProjectId, 'gcs-reader-b8ee5d75');
    const members = () => google.policies.read('storage/b/reports').bindings.flatMap(binding => binding.members);
    expect(members()).not.toContain(member);

    await terraform.apply();
    expect(members()).toContain(member);
    expect((await terraform.plan()).changes).toEqual({});
  });
});
