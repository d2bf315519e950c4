import { TerraformStack } from 'cdktf';
import { EMAIL, POOL, PROPS, Block, Synthesized, addresses, newApp, onlyResource, resources, synthesize } from './synthesized';
import { builtInAddress, describeWithTerraform, unframed, withTerraform, withoutGoogle } from './terraform';
import { GcpAccess, GcpFederation, GcpFederationConstructProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const POOL_ADDRESS = 'google_iam_workload_identity_pool.pool';
const PROVIDER_ADDRESS = 'google_iam_workload_identity_pool_provider.provider';
const ACCOUNT_ADDRESS = 'google_service_account.service-account-gcs-reader-b8ee5d75';
const MEMBER_ADDRESS = 'google_service_account_iam_member.iam-workloadIdentityUser-3b5d5d99';

const GRANTS = [GcpGrant.bucket('logs', 'roles/storage.objectViewer')];

function synthesizeStack(options: Partial<GcpFederationConstructProps> = {}): Synthesized {
  return synthesize(new GcpFederationStack(newApp(), 'gcp', { ...PROPS, grants: GRANTS, ...options }));
}

const local = (synthesized: Synthesized) => withoutGoogle(synthesized, POOL);

describe('deletion protection', () => {
  const protectedTypes = ['google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider', 'google_service_account'];

  test('covers the pool, the provider and the service account, and nothing that can be made again', () => {
    const synthesized = synthesizeStack({ deletionProtection: true });
    const covered = Object.entries(synthesized.resource)
      .filter(([, named]) => Object.values(named).some(({ lifecycle }) => lifecycle?.prevent_destroy));
    expect(covered.map(([type]) => type).sort()).toEqual(protectedTypes);
    expect(onlyResource(synthesized, protectedTypes[0]).lifecycle.postcondition).toHaveLength(1);
  });

  test('is off unless asked for, and covers the accounts of further roles', () => {
    expect(JSON.stringify(synthesizeStack())).not.toContain('prevent_destroy');
    const stack = new GcpFederationStack(newApp(), 'gcp', { ...PROPS, deletionProtection: true });
    stack.addRole({ ...PROPS, roleName: 'gcs-writer', access: GcpAccess.impersonation({ serviceAccountId: 'writer-identity' }) });
    expect(resources(synthesize(stack), 'google_service_account').map(({ lifecycle }) => lifecycle.prevent_destroy)).toEqual([true, true]);
  });

  test('changes no address', () => {
    expect(addresses(synthesizeStack({ deletionProtection: true }))).toEqual(addresses(synthesizeStack()));
  });
});

describe('taking over', () => {
  test('imports by project id what is said to exist', () => {
    expect(synthesizeStack({ takeOver: { pool: true, provider: true, serviceAccounts: true } }).import).toEqual([
      { to: POOL_ADDRESS, id: 'projects/my-gcp-project/locations/global/workloadIdentityPools/aws-identity-pool' },
      { to: PROVIDER_ADDRESS, id: 'projects/my-gcp-project/locations/global/workloadIdentityPools/aws-identity-pool/providers/aws-provider' },
      { to: ACCOUNT_ADDRESS, id: `projects/my-gcp-project/serviceAccounts/${EMAIL}` },
    ]);
  });

  test.each([['pool', POOL_ADDRESS], ['provider', PROVIDER_ADDRESS], ['serviceAccounts', ACCOUNT_ADDRESS]])('imports the %s alone', (what, to) => {
    expect(synthesizeStack({ takeOver: { [what]: true } }).import).toEqual([{ to, id: expect.any(String) }]);
  });

  test('imports a provider into a pool that is managed elsewhere', () => {
    expect(synthesizeStack({ existingPool: true, takeOver: { provider: true } }).import).toEqual([{ to: PROVIDER_ADDRESS, id: expect.any(String) }]);
  });

  test('imports nothing unless asked to', () => {
    expect(synthesizeStack()).not.toHaveProperty('import');
    expect(synthesizeStack({ takeOver: { pool: false } })).not.toHaveProperty('import');
  });
});

describe('forgetting', () => {
  test('names every resource, and keeps none', () => {
    const forgotten = synthesizeStack({ forget: true });
    expect(forgotten).not.toHaveProperty('resource');
    expect(forgotten.removed!.map(({ from }) => from).sort()).toEqual(addresses(synthesizeStack()));
    expect(forgotten.removed!.every(({ lifecycle }) => lifecycle.destroy === false)).toBe(true);
  });

  test('includes what further roles have, audit logs and policies, and nothing of another federation', () => {
    const build = (forget: boolean) => {
      const stack = new TerraformStack(newApp(), 'mine');
      const federation = new GcpFederation(stack, 'Reader', { ...PROPS, forget, auditLogs: true, restrictAwsAccounts: true });
      federation.addRole({ ...PROPS, roleName: 'gcs-writer', access: GcpAccess.impersonation({ serviceAccountId: 'writer-identity' }), grants: GRANTS });
      new GcpFederation(stack, 'Other', { ...PROPS, poolId: 'other-pool', access: GcpAccess.direct(), grants: GRANTS });
      return synthesize(stack);
    };
    const forgotten = build(true);
    expect([...forgotten.removed!.map(({ from }) => from), ...addresses(forgotten)].sort()).toEqual(addresses(build(false)));
    expect(addresses(forgotten).every(address => address.includes('.Other_'))).toBe(true);
  });

  test('two federations of a stack can be forgotten', () => {
    const stack = new TerraformStack(newApp(), 'mine');
    new GcpFederation(stack, 'Reader', { ...PROPS, forget: true, access: GcpAccess.direct() });
    new GcpFederation(stack, 'Other', { ...PROPS, forget: true, access: GcpAccess.direct(), poolId: 'other-pool' });
    expect(synthesize(stack).removed).toHaveLength(12);
  });

  test('offers no resource to refer to', () => {
    const { federation } = new GcpFederationStack(newApp(), 'gcp', { ...PROPS, forget: true });
    expect(() => federation.pool).toThrow("pool of 'gcp/Default' is not a resource of this stack: it is managed elsewhere or forgotten, so use poolName");
  });

  test('fails in HCL, for which CDKTF has no such block', () => {
    expect(() => new GcpFederationStack(newApp(), 'gcp', { ...PROPS, forget: true }).toHclTerraform()).toThrow('can be written as Terraform JSON only');
  });
});

describeWithTerraform('the real Terraform', () => {
  const apply = ['apply', '-auto-approve', '-input=false', '-no-color'];

  test('refuses to destroy what is protected, alone and with everything else', () => {
    withTerraform(local(synthesizeStack({ deletionProtection: true })), terraform => {
      expect(terraform(...apply).status).toBe(0);
      for (const address of [POOL_ADDRESS, PROVIDER_ADDRESS, ACCOUNT_ADDRESS]) {
        const replaced = terraform('plan', '-input=false', '-no-color', `-replace=${builtInAddress(address)}`);
        expect(replaced.status).toBe(1);
        expect(unframed(replaced.text)).toContain('Instance cannot be destroyed');
      }
      expect(terraform('destroy', '-auto-approve', '-no-color')).toMatchObject({ status: 1, text: expect.stringContaining('Instance cannot be destroyed') });
    });
  });

  test('destroys what is protected, but removed from the code', () => {
    withTerraform(local(synthesizeStack({ deletionProtection: true })), (terraform, reconfigure) => {
      terraform(...apply);
      reconfigure({});
      expect(terraform(...apply)).toMatchObject({ status: 0, text: expect.stringMatching(/Resources: 0 added, 0 changed, 9 destroyed/) });
    });
  });

  test('destroys nothing of what is forgotten, and has nothing left to do when the code is removed', () => {
    withTerraform(local(synthesizeStack()), (terraform, reconfigure) => {
      terraform(...apply);
      const removed = synthesizeStack({ forget: true }).removed!.map(({ from, ...rest }) => ({ from: builtInAddress(from), ...rest }));
      reconfigure({ removed });
      expect(terraform(...apply)).toMatchObject({ status: 0, text: expect.stringMatching(/Resources: 0 added, 0 changed, 0 destroyed/) });
      expect(terraform('state', 'list').text.trim()).toBe('');
      reconfigure({});
      expect(terraform('plan', '-detailed-exitcode', '-input=false').status).toBe(0);
    });
  });

  test('creates before it destroys: members because they say so, and with them everything that they come after', () => {
    const synthesized = synthesizeStack();
    withTerraform(local(synthesized), terraform => {
      terraform(...apply);
      const order = Object.fromEntries(addresses(synthesized).map(address => {
        terraform('plan', '-input=false', `-replace=${builtInAddress(address)}`, '-out=plan');
        const { resource_changes: changes } = JSON.parse(terraform('show', '-json', 'plan').text);
        return [address, changes.find((change: Block) => change.address === builtInAddress(address)).change.actions];
      }));
      expect(Object.keys(order)).toHaveLength(9);
      expect(order[MEMBER_ADDRESS]).toEqual(['create', 'delete']);
      // So it is for a replacement under the same id, too, which Google answers with 409: see docs/google-side.md.
      for (const reached of [POOL_ADDRESS, PROVIDER_ADDRESS, ACCOUNT_ADDRESS, 'google_project_service.api-iam']) expect(order[reached]).toEqual(['create', 'delete']);
    });
  });

  test('a further grant that nothing comes after leaves all others alone', () => {
    withTerraform(local(synthesizeStack()), (terraform, reconfigure) => {
      terraform(...apply);
      reconfigure(local(synthesizeStack({ grants: [...GRANTS, GcpGrant.bucket('more', 'roles/storage.objectViewer')] })));
      expect(terraform(...apply)).toMatchObject({ status: 0, text: expect.stringMatching(/Resources: 1 added, 0 changed, 0 destroyed/) });
    });
  });
});
