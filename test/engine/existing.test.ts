import { appliedConfiguration, grantsIn } from './applied-configuration';
import { PROPS, synthesized } from './configurations';
import { POOL, PROVIDER, startGoogle } from './google';
import { GoogleControlPlane, GoogleEndpoints, ProviderEntity } from './stand-ins';
import { TerraformFolder } from './terraform-folder';
import { GcpAccess, GcpFederationOptions, GcpFederationStack, GcpGrant } from '../../lib/gcp';
import { readGoogleConfiguration } from '../../lib/proof';

const ROLE_ARN = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';
const EXISTING: Omit<ProviderEntity, 'name' | 'state'> = {
  aws: { accountId: PROPS.awsAccountId }, attributeCondition: `attribute.aws_role == '${ROLE_ARN}'`,
};
const FEDERATION = {
  ...PROPS, access: GcpAccess.direct(), grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')],
};

let endpoints: GoogleEndpoints;
let google: GoogleControlPlane;
let terraform: TerraformFolder;
let mark: number;

beforeEach(async () => {
  endpoints = await startGoogle();
  google = endpoints.google;
  for (const api of ['iam', 'cloudresourcemanager']) google.projects.find(PROPS.gcpProjectId).enabled.add(`${api}.googleapis.com`);
  google.pools.make(POOL, {});
});

async function start(options: GcpFederationOptions): Promise<void> {
  const [folder] = synthesized(app => { new GcpFederationStack(app, 'gcp', { ...FEDERATION, ...options }); });
  terraform = new TerraformFolder(folder, endpoints);
  await terraform.init();
  mark = google.calls.length;
}

/** What Terraform was not content with reading. */
function writes(): string[] {
  return google.calls.slice(mark).map(({ request }) => request).filter(request => !request.startsWith('GET ') && !request.includes(':getIamPolicy'));
}

describe('an existing pool', () => {
  test('gets the provider, and is looked up alone', async () => {
    await start({ existingPool: true });
    await terraform.apply();
    expect(writes()).toEqual([expect.stringMatching(/^POST .*\/providers\?/), expect.stringMatching(/^PUT .*\/reports\/iam/)]);
    expect(grantsIn(appliedConfiguration(google))).toEqual(grantsIn(readGoogleConfiguration(terraform.folder)));
    const { isEmpty, file } = await terraform.plan();
    expect(isEmpty).toBe(true);
    expect(grantsIn(readGoogleConfiguration(file))).toEqual(grantsIn(readGoogleConfiguration(terraform.folder)));

    await terraform.succeed('destroy', '-auto-approve');
    expect(google.pools.all.map(({ name, state }) => [name, state])).toEqual([[POOL, 'ACTIVE'], [PROVIDER, 'DELETED']]);
  });

  test.each<[string, () => void, string]>([
    ['disabled', () => google.pools.make(POOL, { disabled: true }), 'The pool aws-identity-pool is disabled or deleted: restore or enable it first.'],
    ['deleted', () => { endpoints.call('DELETE', `iam/v1/${POOL}`); }, 'not found'],
  ])('that is %s ends the run before anything is written', async (_, change, message) => {
    change();
    await start({ existingPool: true });
    const { status, text } = await terraform.run('apply', '-auto-approve');
    expect(text).toContain(message);
    expect({ status, writes: writes() }).toEqual({ status: 1, writes: [] });
  });
});

describe('an existing provider', () => {
  test('is looked up, and what is granted to its members takes effect', async () => {
    google.pools.make(PROVIDER, EXISTING);
    await start({ existingProvider: true });
    const run = await terraform.apply();
    expect(run.text).not.toContain('Warning');
    expect(writes()).toEqual([expect.stringMatching(/^PUT .*\/reports\/iam/)]);
    const { isEmpty, file } = await terraform.plan();
    expect(isEmpty).toBe(true);
    // What only the plan knows of the provider is judged as well.
    expect(readGoogleConfiguration(file).awsProviders).toMatchObject([{
      poolId: 'aws-identity-pool', providerId: 'aws-provider', accountId: PROPS.awsAccountId, attributeCondition: EXISTING.attributeCondition, disabled: false,
    }]);
  });

  test('whose condition does not name the role is warned of', async () => {
    google.pools.make(PROVIDER, { ...EXISTING, attributeCondition: `attribute.aws_role == '${ROLE_ARN}-other'` });
    await start({ existingProvider: true });
    const run = await terraform.apply();
    expect(run.text).toContain(`The condition of the existing provider does not name ${ROLE_ARN}: whoever manages the provider has to admit them.`);
  });

  test.each<[string, Omit<ProviderEntity, 'name' | 'state'>, string]>([
    ['trusts another account', { ...EXISTING, aws: { accountId: '999988887777' } }, 'does not trust AWS account 111122223333.'],
    ['trusts no account', { ...EXISTING, aws: undefined }, 'does not trust AWS account 111122223333.'],
    ['maps the role otherwise', { ...EXISTING, attributeMapping: { 'google.subject': 'assertion.arn', 'attribute.aws_role': 'assertion.account' } },
      'maps attribute.aws_role otherwise than this federation'],
    ['is disabled', { ...EXISTING, disabled: true }, 'The provider aws-provider is disabled or deleted'],
  ])('that %s ends the run before anything is written', async (_, provider, message) => {
    google.pools.make(PROVIDER, provider);
    await start({ existingProvider: true });
    const { status, text } = await terraform.run('apply', '-auto-approve');
    expect(text).toContain(message);
    expect({ status, writes: writes() }).toEqual({ status: 1, writes: [] });
  });
});
