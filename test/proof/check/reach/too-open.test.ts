import { checkConfigurations } from '../../../../lib/proof/check/check';

const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/pool';

/** Pool in which every token of so many issuers is each of so many members. */
function openPool(issuers: number, members: number) {
  const place = { project: 'my-project', poolId: 'pool', disabled: false };
  const numbered = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
  return {
    pools: [{ address: 'pool', ...place }],
    awsProviders: [],
    otherProviders: numbered(issuers, index => ({
      address: `provider${index}`,
      ...place,
      providerId: `p-${index}`,
      kind: 'oidc' as const,
      issuer: `https://${index}.example.com`,
      attributeMapping: new Map([['google.subject', 'assertion.sub']]),
    })),
    serviceAccounts: [],
    serviceAccountBindings: [],
    projectGrants: numbered(members, index => ({
      address: `grant${index}`, project: 'my-project', role: 'roles/storage.objectViewer', member: `principal://iam.googleapis.com/${POOL}/subject/s-${index}`,
    })),
    resourceGrants: [],
  };
}

const AWS = { instances: [], workloads: [], roles: [] };

test('describes what is open', () => {
  expect(checkConfigurations(AWS, openPool(2, 3)).callers).toHaveLength(6);
});

test('refuses to describe without end what is open', () => {
  expect(() => checkConfigurations(AWS, openPool(40, 60))).toThrow(/more than 2000 pairs of a provider and a Google identity are open/);
});
