import { appliedConfiguration, grantsIn } from './applied-configuration';
import { PROPS, synthesized } from './configurations';
import { EMAIL, POOL, PROVIDER, startGoogle } from './google';
import { ALL_GRANTS, GRANTS } from './grants';
import { GoogleControlPlane, GoogleEndpoints } from './stand-ins';
import { TerraformFolder } from './terraform-folder';
import { GcpAccess, GcpFederationStack } from '../../lib/gcp';
import { readGoogleConfiguration } from '../../lib/proof';

const SOMEBODY_ELSE = { role: 'roles/storage.admin', members: ['serviceAccount:deployer@my-gcp-project.iam.gserviceaccount.com'] };

const ACCESS = [['impersonation', undefined], ['direct access', GcpAccess.direct()]] as const;

// The tests of a group go on where the one before ended.
describe.each(ACCESS)('with a grant of every kind, in %s', (_, access) => {
  let endpoints: GoogleEndpoints;
  let google: GoogleControlPlane;
  let terraform: TerraformFolder;

  beforeAll(async () => {
    endpoints = await startGoogle();
    google = endpoints.google;
    google.policies.bindMeanwhile('storage/b/reports', SOMEBODY_ELSE);
    const [folder] = synthesized(app => { new GcpFederationStack(app, 'gcp', { ...PROPS, access, grants: ALL_GRANTS }); });
    terraform = new TerraformFolder(folder, endpoints);
    await terraform.init();
  });

  test('the plan grants what the configuration does', async () => {
    const { json, file } = await terraform.plan();
    expect(json.errored).toBe(false);
    expect(grantsIn(readGoogleConfiguration(file))).toEqual(grantsIn(readGoogleConfiguration(terraform.folder)));
  });

  test('what is applied grants what the configuration does, and leaves others what they have', async () => {
    await terraform.apply();

    const configuration = grantsIn(readGoogleConfiguration(terraform.folder));
    expect(configuration).toHaveLength(GRANTS.length + (access === undefined ? 1 : 0));
    const applied = grantsIn(appliedConfiguration(google));
    expect(applied).toEqual([...configuration, `bucket | reports | ${SOMEBODY_ELSE.role} | ${SOMEBODY_ELSE.members[0]} | always`].sort());
    expect(endpoints.strayed.filter(host => host !== 'openidconnect.googleapis.com:443')).toEqual([]);
  });

  test('Google is asked for APIs, pool, provider and account, each in its turn, before anything is granted', () => {
    const first = (request: RegExp) => google.calls.findIndex(call => request.test(call.request));
    const order = [
      first(/services:batchEnable/), first(/POST .*workloadIdentityPools\?/), first(/POST .*\/providers\?/), first(/setIamPolicy|PUT .*\/iam|PATCH .*datasets/),
    ];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    const account = first(/POST .*\/serviceAccounts\?/);
    if (access === undefined) expect([order[0] < account, account < order[3]]).toEqual([true, true]);
    else expect(account).toBe(-1);
    // The account is not seen at once, and somebody else changes a policy in between: the provider tries again.
    const refused = google.calls.filter(({ status }) => status !== 200).map(({ status, request }) => `${status} ${request.split('?')[0]}`);
    expect(refused).toEqual([
      ...access === undefined ? [`404 GET /iam/v1/projects/my-gcp-project/serviceAccounts/${EMAIL}`] : [], '409 PUT /storage/storage/v1/b/reports/iam',
    ]);
  });

  test('the entry of a BigQuery dataset names its member as it is, beside the entries of others', () => {
    const { body } = google.calls.find(({ request }) => request.startsWith('PATCH /bigquery/'))!;
    expect(body.access).toEqual([
      { role: 'OWNER', specialGroup: 'projectOwners' },
      expect.objectContaining(access === undefined ? { userByEmail: EMAIL } : {
        iamMember: `principalSet://iam.googleapis.com/${POOL}/attribute.aws_role/arn:aws:sts::111122223333:assumed-role/gcs-reader`,
      }),
    ]);
  });

  test('a second plan is empty', async () => {
    const { changes, isEmpty, file } = await terraform.plan();
    expect(changes).toEqual({});
    expect(isEmpty).toBe(true);
    expect(grantsIn(readGoogleConfiguration(file))).toEqual(grantsIn(readGoogleConfiguration(terraform.folder)));
  });

  test('what the state holds is read like the configuration', async () => {
    const { output } = await terraform.succeed('show', '-json');
    const file = terraform.write('state.json', output);
    expect(grantsIn(readGoogleConfiguration(file))).toEqual(grantsIn(readGoogleConfiguration(terraform.folder)));
  });

  test('what somebody changes by hand is found, and put right', async () => {
    const before = grantsIn(appliedConfiguration(google));
    const provider = google.pools.all.find(({ name }) => name === PROVIDER)!;
    google.pools.make(POOL, { ...google.pools.all.find(({ name }) => name === POOL), disabled: true });
    google.pools.make(PROVIDER, { ...provider, attributeCondition: 'true', attributeMapping: { 'google.subject': "'anybody'" } });
    const topic = GRANTS.find(([kind]) => kind === 'topic')![1];
    google.policies.write(topic, { ...google.policies.read(topic), bindings: [] });

    const { changes } = await terraform.plan();
    expect(changes).toEqual({
      'google_iam_workload_identity_pool.pool': 'update',
      'google_iam_workload_identity_pool_provider.provider': 'update',
      [Object.keys(changes).find(address => address.startsWith('google_pubsub_topic_iam_member.'))!]: 'create',
    });
    await terraform.apply();
    expect(google.pools.all.find(({ name }) => name === PROVIDER)).toMatchObject({
      attributeCondition: provider.attributeCondition, attributeMapping: provider.attributeMapping,
    });
    expect(google.pools.all.find(({ name }) => name === POOL)?.disabled).not.toBe(true);
    expect(grantsIn(appliedConfiguration(google))).toEqual(before);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test('what is destroyed is gone, but for the APIs and what others have', async () => {
    await terraform.succeed('destroy', '-auto-approve');
    expect(grantsIn(appliedConfiguration(google))).toEqual([`bucket | reports | ${SOMEBODY_ELSE.role} | ${SOMEBODY_ELSE.members[0]} | always`]);
    expect(google.pools.all.map(({ name, state }) => [name, state])).toEqual([[POOL, 'DELETED'], [PROVIDER, 'DELETED']]);
    expect(google.serviceAccounts.exists(EMAIL)).toBe(false);
    expect([...google.projects.find(PROPS.gcpProjectId).enabled]).toEqual(expect.arrayContaining([
      'iam.googleapis.com', 'sts.googleapis.com', 'iamcredentials.googleapis.com', 'cloudresourcemanager.googleapis.com',
    ]));
  });
});
