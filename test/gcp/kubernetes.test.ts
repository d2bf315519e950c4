import { TerraformStack } from 'cdktf';
import { Block, newApp, onlyResource, PROPS, resources, synthesize } from './synthesized';
import { describeWithTerraform, withTerraform } from './terraform';
import { GcpAccess, GcpFederation, GcpFederationStack, GcpGrant, GcpKubernetesFederationStackProps, GcpSubject } from '../../lib/gcp';
import { KUBERNETES_EXAMPLE } from '../federation/example-props';

const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/eks-identity-pool';
const SUBJECT = 'system:serviceaccount:reports:gcs-reader';
const MEMBER = `principal://iam.googleapis.com/${POOL}/subject/${SUBJECT}`;
const EMAIL = 'gcs-reader-203f6413@my-gcp-project.iam.gserviceaccount.com';
const JWKS = '{ "keys": [{ "kty": "RSA", "kid": "a", "alg": "RS256", "use": "sig", "n": "AQAB", "e": "AQAB" }] }';

function stackOf(options: Partial<GcpKubernetesFederationStackProps> = {}): GcpFederationStack {
  return new GcpFederationStack(newApp(), 'gcp', { ...KUBERNETES_EXAMPLE, ...options });
}

const providerOf = (stack: TerraformStack): Block => onlyResource(synthesize(stack), 'google_iam_workload_identity_pool_provider');

test('creates a pool with a provider that trusts the cluster, for tokens to Google only, and admits exactly the service account', () => {
  const synthesized = synthesize(stackOf());
  expect(onlyResource(synthesized, 'google_iam_workload_identity_pool')).toMatchObject({
    project: 'my-gcp-project',
    workload_identity_pool_id: 'eks-identity-pool',
    display_name: 'Kubernetes EXAMPLED539D4633E5...',
  });
  const provider = onlyResource(synthesized, 'google_iam_workload_identity_pool_provider');
  expect(provider).toMatchObject({
    workload_identity_pool_provider_id: 'eks-provider',
    oidc: { issuer_uri: KUBERNETES_EXAMPLE.issuerUri, allowed_audiences: [`https://iam.googleapis.com/${POOL}/providers/eks-provider`] },
    attribute_mapping: { 'google.subject': 'assertion.sub' },
    attribute_condition: `assertion.sub == '${SUBJECT}'`,
  });
  expect(provider.aws).toBeUndefined();
  expect(provider.oidc.jwks_json).toBeUndefined();
});

test('grants to the one subject, and what was asked for to its service account', () => {
  const synthesized = synthesize(stackOf({ grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')] }));
  expect(onlyResource(synthesized, 'google_service_account')).toMatchObject({ account_id: 'gcs-reader-203f6413', display_name: 'Kubernetes reports/gcs-reader' });
  expect(onlyResource(synthesized, 'google_service_account_iam_member')).toMatchObject({ role: 'roles/iam.workloadIdentityUser', member: MEMBER });
  expect(onlyResource(synthesized, 'google_storage_bucket_iam_member')).toMatchObject({ member: `serviceAccount:${EMAIL}` });
  expect(synthesized.output.member).toMatchObject({ value: MEMBER, description: 'IAM member that stands for the Kubernetes service account' });
});

test('in direct access the subject itself holds the grants', () => {
  const synthesized = synthesize(stackOf({ access: GcpAccess.direct(), grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')] }));
  expect(onlyResource(synthesized, 'google_storage_bucket_iam_member').member).toBe(MEMBER);
  expect(resources(synthesized, 'google_service_account')).toEqual([]);
});

test('uploads the keys of an issuer that Google cannot reach', () => {
  expect(providerOf(stackOf({ issuerUri: 'https://kubernetes.default.svc', jwksJson: JWKS })).oidc).toMatchObject({ jwks_json: JSON.stringify(JSON.parse(JWKS)) });
});

test('admits further service accounts of the cluster, in whatever order they come', () => {
  const conditions = [['a', 'b'], ['b', 'a']].map(names => {
    const stack = stackOf();
    for (const name of names) {
      const added = stack.addKubernetesServiceAccount({ ...KUBERNETES_EXAMPLE, kubernetesServiceAccount: name });
      const email = expect.stringMatching(new RegExp(`^${name}-[0-9a-f]{8}@my-gcp-project\\.iam\\.gserviceaccount\\.com$`));
      expect(added).toEqual({ principalSet: MEMBER.replace('gcs-reader', name), grantee: `serviceAccount:${added.serviceAccountEmail}`, serviceAccountEmail: email });
    }
    const synthesized = synthesize(stack);
    expect(resources(synthesized, 'google_service_account_iam_member')).toHaveLength(3);
    return onlyResource(synthesized, 'google_iam_workload_identity_pool_provider').attribute_condition;
  });
  const subject = (name: string) => `'system:serviceaccount:reports:${name}'`;
  expect(new Set(conditions)).toEqual(new Set([`assertion.sub in [${['a', 'b', 'gcs-reader'].map(subject).join(',')}]`]));
});

test('a role and a service account stand in one stack, each in a pool of its own', () => {
  const stack = new TerraformStack(newApp(), 'all');
  const federations = GcpFederation.forAccounts(stack, [PROPS, KUBERNETES_EXAMPLE, { ...KUBERNETES_EXAMPLE, kubernetesServiceAccount: 'b' }], { restrictAwsAccounts: true });
  expect(federations.map(({ poolName }) => poolName.split('/').pop())).toEqual(['aws-identity-pool', 'eks-identity-pool']);
  const synthesized = synthesize(stack);
  const providers = resources(synthesized, 'google_iam_workload_identity_pool_provider');
  expect(providers.map(({ aws, oidc }) => [aws !== undefined, oidc !== undefined])).toEqual([[true, false], [false, true]]);
  expect(onlyResource(synthesized, 'google_org_policy_policy').spec.rules).toEqual([{ values: { allowed_values: ['111122223333'] } }]);
});

test('each pool has a stack of its own where that is asked for', () => {
  const stacks = GcpFederationStack.forAccounts(newApp(), 'gcp', [PROPS, KUBERNETES_EXAMPLE, { ...KUBERNETES_EXAMPLE, kubernetesServiceAccount: 'b' }]);
  expect(stacks.map(({ node }) => node.id)).toEqual(['gcp-aws-identity-pool', 'gcp-eks-identity-pool']);
  expect(providerOf(stacks[1]).attribute_condition).toContain('reports:b');
});

describe('with an existing provider', () => {
  const PROVIDER = { attribute_mapping: { 'google.subject': 'assertion.sub' }, state: 'ACTIVE', disabled: false, oidc: [{ issuer_uri: KUBERNETES_EXAMPLE.issuerUri }] };

  /** The postconditions of the looked-up provider, over what Google would tell of it. */
  function conditions(): Block[] {
    const { data } = synthesize(stackOf({ existingProvider: true }));
    return data!.google_iam_workload_identity_pool_provider.provider.lifecycle.postcondition;
  }

  describeWithTerraform('judged by Terraform', () => {
    test.each([
      ['fits', {}, [true, true, true]],
      ['trusts another cluster', { oidc: [{ issuer_uri: 'https://issuer.example.com' }] }, [true, false, true]],
      ['trusts AWS', { oidc: [] }, [true, false, true]],
      ['maps otherwise', { attribute_mapping: { 'google.subject': 'assertion.email' } }, [true, true, false]],
      ['maps nothing', { attribute_mapping: {} }, [true, true, false]],
    ])('one that %s', (_, change, expected) => {
      const found = conditions().map(({ condition }) => condition.replaceAll('self.', 'local.provider.'));
      withTerraform({ locals: { provider: { ...PROVIDER, ...change } }, output: { found: { value: found } } }, terraform => {
        expect(terraform('init').status).toBe(0);
        expect(terraform('apply', '-auto-approve').text).toContain('found');
        expect(JSON.parse(terraform('output', '-json', 'found').text).map(String)).toEqual(expected.map(String));
      });
    });
  });

  test('names what is expected of it', () => {
    expect(conditions().map(({ error_message: message }) => message)).toEqual([
      expect.any(String),
      `Provider eks-provider of pool eks-identity-pool does not trust issuer ${KUBERNETES_EXAMPLE.issuerUri}.`,
      expect.stringContaining('maps google.subject otherwise than this federation'),
    ]);
    expect(conditions()[2].condition).not.toContain('length(');
  });
});

describe('fails when', () => {
  const inPoolOf = (poolId: string) => ({ ...KUBERNETES_EXAMPLE, poolId });

  test('the pool is one of AWS roles, by whichever way it comes', () => {
    const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
    const message = "poolId 'aws-identity-pool' is the pool of AWS account 111122223333, and 'reports/gcs-reader' is of Kubernetes cluster "
      + `${KUBERNETES_EXAMPLE.issuerUri}: members do not name the provider, so that one could forge those of the other; describe the service account in a GcpFederation of its own, with another poolId`;
    expect(() => stack.addKubernetesServiceAccount(inPoolOf('aws-identity-pool'))).toThrow(message);
    expect(() => new GcpFederation(stack, 'Other', inPoolOf('aws-identity-pool'))).toThrow("poolId 'aws-identity-pool' of project 'my-gcp-project' is federated by 'gcp/Default' already");
    expect(() => GcpFederation.forAccounts(new TerraformStack(newApp(), 'all'), [PROPS, inPoolOf('aws-identity-pool')])).toThrow(
      "poolId 'aws-identity-pool' is the pool of AWS account 111122223333 and of Kubernetes cluster");
    expect(providerOf(stack).oidc).toBeUndefined();
  });

  test('a role comes into the pool of a cluster', () => {
    expect(() => stackOf().addRole({ ...PROPS, poolId: 'eks-identity-pool' })).toThrow(/poolId 'eks-identity-pool' is the pool of Kubernetes cluster .* and 'gcs-reader' is of AWS account 111122223333/);
  });

  test.each([
    ['issuerUri', { issuerUri: 'https://issuer.example.com' }, 'a provider trusts exactly one issuer'],
    ['jwksJson', { jwksJson: JWKS }, 'a provider has one set of keys'],
    ['providerId', { providerId: 'other' }, 'members do not name the provider'],
    ['poolId', { poolId: 'other' }, 'describe the service account in a GcpFederation of its own'],
    ['kubernetesServiceAccount', {}, "kubernetesServiceAccount 'reports/gcs-reader' is in pool 'eks-identity-pool' already: describe each service account once"],
  ])('a further service account has another %s', (property, change, part) => {
    const stack = stackOf();
    const before = synthesize(stack);
    const added = () => stack.addKubernetesServiceAccount({ ...KUBERNETES_EXAMPLE, ...change });
    expect(added).toThrow(part);
    expect(added).toThrow(new RegExp(`^service account '[^']+': ${property} `));
    expect(synthesize(stack)).toEqual(before);
  });

  test('AWS accounts are to be restricted', () => {
    expect(() => stackOf({ restrictAwsAccounts: true })).toThrow(
      `restrictAwsAccounts true is about AWS accounts, and this pool trusts Kubernetes cluster ${KUBERNETES_EXAMPLE.issuerUri}: make a GcpAwsAccountRestriction, which takes issuerUris as well`);
  });
});

test('audit logs go with it', () => {
  expect(Object.keys(synthesize(stackOf({ auditLogs: true })).resource.google_project_iam_audit_config)).toHaveLength(2);
});

test('two roles that want another subject are not let into one pool', () => {
  const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
  expect(() => stack.addRole({ ...PROPS, roleName: 'b', subject: GcpSubject.userId() })).toThrow(
    "subject 'userId' differs from 'arn', which the pool already has: all roles of a provider share its attribute mapping; use the same subject or another poolId");
});
