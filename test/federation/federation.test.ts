import * as fc from 'fast-check';
import { federationProps } from './arbitraries';
import { EXAMPLE } from './example-props';
import { GcpAccess, GcpFederationProps, GcpGrant } from '../../lib/federation';
import { resolveFederation } from '../../lib/federation/federation';

const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool';
const ROLE = 'arn:aws:sts::012345678901:assumed-role/Reader';

test('derives everything from the four required values', () => {
  const email = 'reader-fa21035d@my-gcp-project.iam.gserviceaccount.com';
  expect(resolveFederation(EXAMPLE)).toEqual({
    ...EXAMPLE,
    workloadProjectId: 'my-gcp-project',
    awsPartition: 'aws',
    party: expect.objectContaining({ description: 'AWS account 012345678901', awsAccountId: '012345678901' }),
    workloadName: 'Reader',
    admittedIdentity: ROLE,
    poolId: 'aws-identity-pool',
    providerId: 'aws-provider',
    poolResourceName: POOL,
    providerResourceName: `${POOL}/providers/aws-provider`,
    audience: `//iam.googleapis.com/${POOL}/providers/aws-provider`,
    assumedRoleArn: ROLE,
    principalSet: `principalSet://iam.googleapis.com/${POOL}/attribute.aws_role/${ROLE}`,
    subject: { kind: 'arn', expression: 'assertion.arn' },
    attributeMapping: expect.objectContaining({ 'google.subject': 'assertion.arn' }),
    attributeCondition: `attribute.aws_role == '${ROLE}' && assertion.arn.startsWith('${ROLE}/')`,
    access: {
      kind: 'impersonation',
      serviceAccount: { email, project: 'my-gcp-project', accountIdToCreate: 'reader-fa21035d' },
      tokenLifetimeSeconds: undefined,
    },
    grantee: `serviceAccount:${email}`,
    grants: [],
    warnings: [],
  });
});

test('in direct access the principal set receives the grants', () => {
  const federation = resolveFederation({ ...EXAMPLE, access: GcpAccess.direct() });
  expect(federation.grantee).toBe(federation.principalSet);
});

test('the condition, the member and the mapping speak of the same role', () => {
  fc.assert(fc.property(federationProps, props => {
    const { assumedRoleArn, attributeCondition, principalSet } = resolveFederation(props);
    expect(attributeCondition).toBe(`attribute.aws_role == '${assumedRoleArn}' && assertion.arn.startsWith('${assumedRoleArn}/')`);
    expect(principalSet.endsWith(`/attribute.aws_role/${assumedRoleArn}`)).toBe(true);
  }));
});

test.each<[Partial<Record<keyof GcpFederationProps, string>>, string]>([
  [{ gcpProjectId: '123456789012' }, "gcpProjectId '123456789012' is a project number"],
  [{ gcpProjectNumber: 'my-gcp-project' }, "gcpProjectNumber 'my-gcp-project' is not a project number"],
  [{ awsAccountId: '1234' }, "awsAccountId '1234' is not an AWS account id"],
  [{ awsPartition: 'aws-cn' }, "awsPartition 'aws-cn' cannot federate"],
  [{ roleName: 'a/b' }, "roleName 'a/b' contains a path"],
  [{ poolId: 'abc' }, "poolId 'abc' has 3 characters"],
  [{ providerId: 'gcp-provider' }, "providerId 'gcp-provider' starts with 'gcp-'"],
  [{ roleName: undefined }, 'roleName is missing: it is required'],
  [{ poolId: '' }, "poolId '' is empty"],
])('fails when a property is wrong: %j', (change, message) => {
  expect(() => resolveFederation({ ...EXAMPLE, ...change } as GcpFederationProps)).toThrow(message);
});

test('fails when a grant stands twice', () => {
  const grants = [GcpGrant.project('roles/viewer'), GcpGrant.project('roles/viewer')];
  expect(() => resolveFederation({ ...EXAMPLE, grants })).toThrow("grants hold 'roles/viewer' on project 'my-gcp-project' twice");
});

test('collects the warnings of every part', () => {
  const { warnings } = resolveFederation({
    ...EXAMPLE,
    awsPartition: 'aws-us-gov',
    access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 7200 }),
    grants: [GcpGrant.project('roles/editor')],
  });
  expect(warnings.map(warning => warning.id)).toEqual([
    'cdk-gcp-federation:govCloud', 'cdk-gcp-federation:tokenLifetime', 'cdk-gcp-federation:basicRole',
  ]);
});

test('takes frozen props, and leaves unfrozen ones as they were', () => {
  fc.assert(fc.property(federationProps, props => {
    const before = JSON.stringify(props);
    const federation = resolveFederation(props);
    expect(JSON.stringify(props)).toBe(before);
    expect(resolveFederation(deepFreeze(props))).toEqual(federation);
  }));
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

test('names the project of programs, if it is not that of the pool, and validates it', () => {
  expect(resolveFederation({ ...EXAMPLE, workloadProjectId: 'data-project' })).toMatchObject({ gcpProjectId: 'my-gcp-project', workloadProjectId: 'data-project' });
  expect(() => resolveFederation({ ...EXAMPLE, workloadProjectId: '123456' })).toThrow("workloadProjectId '123456' is a project number");
});
