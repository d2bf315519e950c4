import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { isAbsolute, join } from 'path';
import { App, GcsBackend, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { EMAIL, POOL, PRINCIPAL_SET, PROPS, addresses, newApp, resources, synthesize } from './synthesized';
import { federation as example } from '../../bin/federation';
import { GcpAccess, GcpFederation, GcpFederationProps, GcpFederationStack } from '../../lib/gcp';

test('takes the very object that the AWS side is built from', () => {
  const shared: GcpFederationProps = example;
  const stack = new GcpFederationStack(newApp(), 'gcp', shared);

  expect(stack.federation).toBeInstanceOf(GcpFederation);
  expect(resources(synthesize(stack), 'google_project_iam_member')).toHaveLength(1);
});

test('names the Google provider by a range of versions, without credentials', () => {
  const { provider, terraform } = synthesize(new GcpFederationStack(newApp(), 'gcp', PROPS));

  expect(terraform.required_providers).toEqual({ google: { source: 'hashicorp/google', version: '>= 6.22.0, < 9.0.0' } });
  expect(provider).toEqual({ google: [{ project: 'my-gcp-project' }] });
});

test.each(['6.50.0', '= 7.1', '!= 6.1.0', '~> 6.50', '>=6.0,<9', '>= 7.0.0-beta1'])('takes the provider version %s', googleProviderVersion => {
  const { terraform } = synthesize(new GcpFederationStack(newApp(), 'gcp', { ...PROPS, googleProviderVersion }));

  expect(terraform.required_providers.google.version).toBe(googleProviderVersion);
});

test.each(['latest', '^6.0.0', '6.x', '>= 6.0.0 < 8.0.0', '>= 6,', '', '${var.version}'])('fails when the provider version is \'%s\'', googleProviderVersion => {
  const app = newApp();

  expect(() => new GcpFederationStack(app, 'gcp', { ...PROPS, googleProviderVersion })).toThrow(/googleProviderVersion '/);
  expect(app.node.children).toEqual([]);
});

test('has outputs that read well', () => {
  const { output } = synthesize(new GcpFederationStack(newApp(), 'gcp', PROPS));

  expect(Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]))).toEqual({
    pool_name: POOL,
    provider_name: `${POOL}/providers/aws-provider`,
    audience: `//iam.googleapis.com/${POOL}/providers/aws-provider`,
    member: PRINCIPAL_SET,
    service_account_email: EMAIL,
  });
});

test('has no output for a service account that does not exist', () => {
  const { output } = synthesize(new GcpFederationStack(newApp(), 'gcp', { ...PROPS, access: GcpAccess.direct() }));

  expect(output).not.toHaveProperty('service_account_email');
});

test('holds a second federation without any of its addresses or outputs colliding', () => {
  const second = { ...PROPS, poolId: 'second-pool', access: GcpAccess.impersonation({ serviceAccountId: 'second-identity' }) };
  const alone = synthesize(new GcpFederationStack(newApp(), 'gcp', PROPS));
  const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
  const nested = new TerraformOutput(stack, 'Nest', { value: 'unrelated' });
  new GcpFederation(stack, 'Second', second);
  new GcpFederation(nested, 'Second', { ...second, poolId: 'third-pool', access: GcpAccess.direct() });
  const both = synthesize(stack);

  expect(addresses(both)).toEqual(expect.arrayContaining(addresses(alone)));
  expect(both.output).toMatchObject(alone.output);
  expect(both.output.Second_audience.value).toContain('second-pool');
  expect(Object.values(both.output).filter(output => String(output.value).includes('third-pool'))).toHaveLength(4);
  expect(resources(both, 'google_iam_workload_identity_pool')).toHaveLength(3);
});

test('keeps Terraform addresses', () => {
  expect(addresses(synthesize(new GcpFederationStack(newApp(), 'gcp', PROPS)))).toMatchInlineSnapshot(`
[
  "google_iam_workload_identity_pool.pool",
  "google_iam_workload_identity_pool_provider.provider",
  "google_project_service.api-cloudresourcemanager",
  "google_project_service.api-iam",
  "google_project_service.api-iamcredentials",
  "google_project_service.api-sts",
  "google_service_account.service-account-gcs-reader-b8ee5d75",
  "google_service_account_iam_member.iam-workloadIdentityUser-3b5d5d99",
]
`);
});

describe('keeps its state', () => {
  let directory: string;
  let before: string;

  beforeEach(() => {
    before = process.cwd();
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'gcp-federation-state-')));
    process.chdir(directory);
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(directory, { recursive: true });
  });

  test('beside the output directory, by a relative path', () => {
    const app = new App();
    new GcpFederationStack(app, 'gcp', PROPS);
    app.synth();
    const written = readFileSync(join(directory, 'cdktf.out/stacks/gcp/cdk.tf.json'), 'utf8');
    const { path } = JSON.parse(written).terraform.backend.local;

    expect(isAbsolute(path)).toBe(false);
    expect(join(directory, 'cdktf.out/stacks/gcp', path)).toBe(join(directory, 'terraform.gcp.tfstate'));
    expect(written).not.toContain(directory);
    expect(written).not.toContain(before);
  });

  test('in the output directory where that is elsewhere', () => {
    const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);

    expect(synthesize(stack).terraform.backend).toEqual({ local: { path: 'terraform.gcp.tfstate' } });
  });

  test('where another stack that refers to it finds it', () => {
    const app = new App();
    const gcp = new GcpFederationStack(app, 'gcp', PROPS);
    const other = new TerraformStack(app, 'other');
    new LocalBackend(other, { path: 'other.tfstate' });
    new TerraformOutput(other, 'pool', { value: gcp.federation.pool.name });
    app.synth();
    const written = JSON.parse(readFileSync(join(directory, 'cdktf.out/stacks/other/cdk.tf.json'), 'utf8'));
    const [remoteState] = Object.values<{ config: { path: string } }>(written.data.terraform_remote_state);

    expect(join(directory, 'cdktf.out/stacks/other', remoteState.config.path)).toBe(join(directory, 'terraform.gcp.tfstate'));
  });

  test('in the backend that it is given', () => {
    const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
    new GcsBackend(stack, { bucket: 'state-bucket' });

    expect(synthesize(stack).terraform.backend).toEqual({ gcs: { bucket: 'state-bucket' } });
  });
});
