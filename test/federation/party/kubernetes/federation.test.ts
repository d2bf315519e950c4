import * as fc from 'fast-check';
import { kubernetesFederationProps, kubernetesNames } from './arbitraries';
import { GcpAccess, GcpGrant, GcpKubernetesFederationProps } from '../../../../lib/federation';
import { subjectCondition } from '../../../../lib/federation/attribute-condition';
import { resolveAnyFederation } from '../../../../lib/federation/party';
import { resolveKubernetesFederation } from '../../../../lib/federation/party/kubernetes';
import { EXAMPLE, KUBERNETES_EXAMPLE } from '../../example-props';
import { messageOf } from '../../messages';

const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/eks-identity-pool';

type Change = Partial<GcpKubernetesFederationProps>;

const refusal = (change: Change) => messageOf(() => resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, ...change }));
const warnings = (change: Change) => resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, ...change }).warnings.map(({ id }) => id);

test('derives every string from the description', () => {
  expect(resolveKubernetesFederation(KUBERNETES_EXAMPLE)).toMatchObject({
    poolResourceName: POOL,
    providerResourceName: `${POOL}/providers/eks-provider`,
    audience: `//iam.googleapis.com/${POOL}/providers/eks-provider`,
    tokenAudience: `https://iam.googleapis.com/${POOL}/providers/eks-provider`,
    kubernetesSubject: 'system:serviceaccount:reports:gcs-reader',
    principalSet: `principal://iam.googleapis.com/${POOL}/subject/system:serviceaccount:reports:gcs-reader`,
    attributeMapping: { 'google.subject': 'assertion.sub' },
    attributeCondition: "assertion.sub == 'system:serviceaccount:reports:gcs-reader'",
    grantee: 'serviceAccount:gcs-reader-203f6413@my-gcp-project.iam.gserviceaccount.com',
    warnings: [],
  });
});

test('in direct access the service account itself holds the grants', () => {
  const { grantee, principalSet } = resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, access: GcpAccess.direct() });
  expect(grantee).toBe(principalSet);
});

test('admits several by a list, and no more than a condition holds', () => {
  expect(subjectCondition(['a', 'b'])).toBe("assertion.sub in ['a','b']");
  const many = Array.from({ length: 40 }, (_, index) => `system:serviceaccount:${'n'.repeat(63)}:${'s'.repeat(20)}${index}`);
  expect(messageOf(() => subjectCondition(many))).toContain('the attribute condition for 40 service accounts has');
  expect(messageOf(() => subjectCondition(many))).toContain('put some of the service accounts into a further pool for the same cluster');
});

test('subject, condition and member always name the same service account, and nothing of the names is read as anything else', () => {
  fc.assert(fc.property(kubernetesFederationProps, props => {
    const { kubernetesSubject, attributeCondition, principalSet } = resolveKubernetesFederation(props);
    expect(kubernetesSubject).toBe(`system:serviceaccount:${props.kubernetesNamespace}:${props.kubernetesServiceAccount}`);
    expect(attributeCondition).toBe(`assertion.sub == '${kubernetesSubject}'`);
    expect(principalSet.endsWith(`/subject/${kubernetesSubject}`)).toBe(true);
    expect(kubernetesSubject).toMatch(/^[a-z0-9:.-]{1,127}$/);
  }));
});

test('a description is of the kind that its properties say', () => {
  expect(resolveAnyFederation(KUBERNETES_EXAMPLE)).toEqual(resolveKubernetesFederation(KUBERNETES_EXAMPLE));
  expect('roleName' in resolveAnyFederation(EXAMPLE)).toBe(true);
});

test('two names of 104 characters fit, and one more is refused with what is too much', () => {
  const kubernetesNamespace = 'n'.repeat(63);
  expect(resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, kubernetesNamespace, kubernetesServiceAccount: 's'.repeat(41) }).kubernetesSubject).toHaveLength(127);
  expect(refusal({ kubernetesNamespace, kubernetesServiceAccount: 's'.repeat(43) })).toBe(
    `kubernetesServiceAccount '${'s'.repeat(43)}' makes google.subject 129 bytes long in namespace '${kubernetesNamespace}': Google allows 127, so shorten the two names by 2 characters`);
});

test.each([
  ['', 'is empty'], ['Reports', 'is not a namespace'], ['-reports', 'is not a namespace'], ['reports-', 'is not a namespace'], ['a.b', 'is not a namespace'],
  ['a:b', 'is not a namespace'], ["a'b", 'is not a namespace'], ['n'.repeat(64), 'is not a namespace'], ['reports\n', 'is not a namespace'], ['${Token[TOKEN.1]}', 'is known only at deployment'],
])('fails when the namespace is %j', (kubernetesNamespace, problem) => {
  expect(refusal({ kubernetesNamespace })).toContain(`kubernetesNamespace '${kubernetesNamespace}' ${problem}`);
});

test.each(['Reader', 'a/b', 'a:b', 'a..b', '.a', 'a.', 'a_b', 'system:serviceaccount:a:b', 'reader@x', 'reader\n', "a'"])('fails when the service account is %j', kubernetesServiceAccount => {
  expect(refusal({ kubernetesServiceAccount })).toContain(`kubernetesServiceAccount '${kubernetesServiceAccount}' is not the name of a Kubernetes service account`);
});

test('takes every name that Kubernetes does', () => {
  fc.assert(fc.property(kubernetesNames.namespace, kubernetesNames.serviceAccount, (kubernetesNamespace, kubernetesServiceAccount) => {
    resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, kubernetesNamespace, kubernetesServiceAccount });
  }));
});

test('warns of the service account of all pods that name none', () => {
  expect(warnings({ kubernetesServiceAccount: 'default' })).toEqual(['cdk-gcp-federation:defaultServiceAccount']);
});

test('what Google refuses of projects, pools, access and grants is refused here too', () => {
  expect(refusal({ gcpProjectNumber: 'my-gcp-project' })).toContain('is not a project number');
  expect(refusal({ poolId: 'gcp-pool' })).toContain("starts with 'gcp-'");
  expect(refusal({ access: GcpAccess.direct(), grants: [GcpGrant.cloudRunService('web', 'roles/run.invoker', { location: 'europe-west1' })] })).toContain('which direct access cannot use');
});
