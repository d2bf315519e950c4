import { EMAIL, POOL, PROPS, Synthesized, newApp, resources, synthesize } from './synthesized';
import { builtInAddress, describeWithTerraform, withTerraform, withoutGoogle } from './terraform';
import { GcpAccess, GcpFederation, GcpFederationProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const GRANTS = [GcpGrant.project('roles/browser', { condition: { title: '${a}', expression: '%{b}' } })];

const ACCESS: [string, GcpFederationProps][] = [
  ['impersonation of a new account', { ...PROPS, grants: GRANTS }],
  ['impersonation of an existing account', {
    ...PROPS, grants: GRANTS, access: GcpAccess.impersonation({ serviceAccountEmail: 'reader@other-project.iam.gserviceaccount.com' }),
  }],
  ['direct access', { ...PROPS, grants: GRANTS, access: GcpAccess.direct() }],
];

function synthesizeStack(props: GcpFederationProps): Synthesized {
  return synthesize(new GcpFederationStack(newApp(), 'gcp', props));
}

/** Each resource with everything that Terraform makes before it. */
function predecessors(synthesized: Synthesized): Map<string, Set<string>> {
  const direct = new Map(Object.entries(synthesized.resource).flatMap(([type, named]) => (
    Object.entries(named).map(([name, block]): [string, string[]] => [`${type}.${name}`, block.depends_on ?? []])
  )));
  const all = (address: string): string[] => (direct.get(address) ?? []).flatMap(before => [before, ...all(before)]);
  return new Map([...direct.keys()].map(address => [address, new Set(all(address))]));
}

describe.each(ACCESS)('in %s', (_, props) => {
  test('APIs come before the pool, the pool before the provider, and all before every member', () => {
    const before = predecessors(synthesizeStack(props));
    const apis = ['iam', 'sts', 'iamcredentials', 'cloudresourcemanager'].map(api => `google_project_service.api-${api}`);
    const pool = 'google_iam_workload_identity_pool.pool';
    const provider = 'google_iam_workload_identity_pool_provider.provider';
    const members = [...before.keys()].filter(address => address.includes('_iam_member.'));

    expect([...before.get(pool)!]).toEqual(expect.arrayContaining(apis));
    expect([...before.get(provider)!]).toEqual(expect.arrayContaining([...apis, pool]));
    expect(members.length).toBeGreaterThan(0);
    for (const member of members) expect([...before.get(member)!]).toEqual(expect.arrayContaining([...apis, pool, provider]));
  });
});

test('the service account comes after the APIs and before what is granted to it or on it', () => {
  const before = predecessors(synthesizeStack(ACCESS[0][1]));
  const account = 'google_service_account.service-account-gcs-reader-b8ee5d75';

  expect([...before.get(account)!]).toContain('google_project_service.api-iam');
  for (const [address, earlier] of before) {
    if (address.includes('_iam_member.')) expect([...earlier]).toContain(account);
  }
});

test('what is granted on a service account waits for the other federation of the stack that creates it', () => {
  const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
  new GcpFederation(stack, 'Second', { ...PROPS, poolId: 'second-pool', access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) });
  const members = resources(synthesize(stack), 'google_service_account_iam_member');

  expect(members).toHaveLength(2);
  for (const member of members) expect(member.depends_on).toContain('google_service_account.service-account-gcs-reader-b8ee5d75');
});

describeWithTerraform('the real Terraform', () => {
  test.each(ACCESS)('applies the configuration in that order, in %s', (_, props) => {
    const synthesized = synthesizeStack(props);
    withTerraform(withoutGoogle(synthesized, POOL), terraform => {
      const applied = terraform('apply', '-auto-approve', '-input=false', '-json');
      expect(applied).toMatchObject({ status: 0 });
      const events = applied.text.trim().split('\n').map(line => JSON.parse(line));
      const at = (type: string, address: string) => events.findIndex(
        event => event.type === type && event.hook.resource.addr === builtInAddress(address),
      );

      for (const [address, earlier] of predecessors(synthesized)) {
        expect(at('apply_start', address)).toBeGreaterThan(-1);
        for (const other of earlier) expect(at('apply_complete', other)).toBeLessThan(at('apply_start', address));
      }

      const state = JSON.parse(terraform('show', '-json').text);
      const attributes = state.values.root_module.resources.map((resource: any) => resource.values.output);
      const granted = attributes.find((output: any) => output.role === 'roles/browser');
      expect(granted.condition).toEqual({ title: '${a}', expression: '%{b}' });
      expect(JSON.parse(terraform('output', '-json', 'pool_name').text)).toBe(POOL);
      expect(terraform('plan', '-detailed-exitcode', '-input=false')).toMatchObject({ status: 0 });
    });
  });

  test('ends before any member exists when the project number is not that of the project', () => {
    const synthesized = synthesizeStack(PROPS);
    withTerraform(withoutGoogle(synthesized, POOL.replace('123456789012', '42')), terraform => {
      const applied = terraform('apply', '-auto-approve', '-input=false', '-no-color');

      expect(applied.status).toBe(1);
      expect(applied.text.replace(/\s*[│╷╵]?\s+/g, ' ')).toContain('gcpProjectNumber 123456789012 is not the number of project my-gcp-project: '
        + 'Google named the pool projects/42/');
      expect(terraform('state', 'list').text).not.toContain('_iam_member');
    });
  });

  test('reads the configuration as it is, and finds the provider and its versions', () => {
    const { terraform: { backend: _, ...settings }, ...configuration } = synthesizeStack(PROPS);
    withTerraform({ ...configuration, terraform: settings }, terraform => {
      expect(terraform('providers', '-no-color')).toMatchObject({
        status: 0, text: expect.stringContaining('provider[registry.terraform.io/hashicorp/google] >= 6.22.0, < 9.0.0'),
      });
    });
  });
});
