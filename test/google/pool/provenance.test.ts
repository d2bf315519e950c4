import * as fc from 'fast-check';
import { PoolFederation } from '../../../lib/federation/federation';
import { resolveAnyFederation } from '../../../lib/federation/party';
import { partyDisplayName, poolDescription, providerDescription, serviceAccountDescription, workloadDisplayName } from '../../../lib/google/pool/provenance';
import { KUBERNETES_EXAMPLE } from '../../federation/example-props';
import { kubernetesFederationProps } from '../../federation/party/kubernetes/arbitraries';
import { PROPS } from '../../gcp/synthesized';

const roleName = fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,64}$/);
const account = fc.stringMatching(/^[0-9]{12}$/);
const roles = (awsAccountId: string, names: readonly string[]) => names.map(name => resolveAnyFederation({ ...PROPS, awsAccountId, roleName: name }));
const role = (name: string) => resolveAnyFederation({ ...PROPS, roleName: name });

test('says where everything came from', () => {
  expect(workloadDisplayName(role('gcs-reader'))).toBe('AWS role gcs-reader');
  expect(providerDescription(roles('111122223333', ['a', 'b']))).toBe('Admits from AWS account 111122223333 the roles a, b, managed by cdk-gcp-federation');
  const pod = resolveAnyFederation(KUBERNETES_EXAMPLE);
  expect(workloadDisplayName(pod)).toBe('Kubernetes reports/gcs-reader');
  expect(partyDisplayName(pod)).toBe('Kubernetes EXAMPLED539D4633E5...');
  expect(serviceAccountDescription([pod])).toBe('Used from Kubernetes cluster https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE '
    + 'by the service account reports/gcs-reader, managed by cdk-gcp-federation');
});

test('shortens only as far as Google requires', () => {
  expect(workloadDisplayName(role('r'.repeat(23)))).toBe(`AWS role ${'r'.repeat(23)}`);
  expect(workloadDisplayName(role('r'.repeat(24)))).toBe(`AWS role ${'r'.repeat(20)}...`);
});

function expectWithinLimits(federations: readonly PoolFederation[], party?: string): void {
  expect(partyDisplayName(federations[0]).length).toBeLessThanOrEqual(32);
  expect(workloadDisplayName(federations[0]).length).toBeLessThanOrEqual(32);
  for (const description of [poolDescription(federations[0]), providerDescription(federations), serviceAccountDescription(federations)]) {
    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(256);
    if (party !== undefined) expect(description).toContain(party);
    expect(description).toMatch(/, managed by cdk-gcp-federation$/);
  }
}

test('never exceeds what Google allows, and always names the account', () => {
  const names = fc.array(roleName, { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(account, names, (id, roleNames) => expectWithinLimits(roles(id, roleNames), id)));
  const pods = fc.array(kubernetesFederationProps, { minLength: 1, maxLength: 5 });
  fc.assert(fc.property(pods, all => expectWithinLimits(all.map(resolveAnyFederation))));
});
