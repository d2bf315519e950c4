import { AUDIENCE, configuration, EMAIL, MEMBER, POOL } from './configuration';
import { provider, ROLE_ARN } from './providers';
import { GoogleConfiguration, GooglePolicy, Undetermined } from '../../../lib/proof';

const PRINCIPAL = { pool: POOL, subject: `${ROLE_ARN}/i-0`, attributes: { aws_role: ROLE_ARN }, groups: [] };
const BUCKET = { name: 'projects/_/buckets/b', type: 'storage.googleapis.com/Bucket', service: 'storage.googleapis.com' };

function policy(changes: Partial<GoogleConfiguration> = {}, now?: Date): GooglePolicy {
  return new GooglePolicy(configuration(changes), now && (() => now));
}

describe('audience', () => {
  test.each([AUDIENCE, `https:${AUDIENCE}`])('%s names the provider', audience => {
    expect(policy().audience(audience)).toMatchObject({ kind: 'provider', pool: POOL });
  });

  test.each([
    ['project id for number', AUDIENCE.replace('123456789012', 'my-gcp-project')],
    ['doubled prefix', `//iam.googleapis.com/${AUDIENCE}`],
    ['pool without provider', `//iam.googleapis.com/${POOL}`],
  ])('%s is malformed', (_, audience) => {
    expect(policy().audience(audience).kind).toBe('malformed');
  });

  test.each([
    ['another provider', AUDIENCE.replace('aws-provider', 'other-provider')],
    ['another pool', AUDIENCE.replace('aws-identity-pool', 'other-pool')],
    ['another project', AUDIENCE.replace('123456789012', '999999999999')],
  ])('%s is unknown', (_, audience) => {
    expect(policy().audience(audience).kind).toBe('unknown');
  });

  test('a disabled provider, and the provider of a disabled pool, are disabled', () => {
    const [pool] = configuration().pools;
    expect(policy({ awsProviders: [provider({ disabled: true })] }).audience(AUDIENCE).kind).toBe('disabled');
    expect(policy({ pools: [{ ...pool, disabled: true }] }).audience(AUDIENCE).kind).toBe('disabled');
    expect(policy({ pools: [{ ...pool, disabled: new Undetermined('${var.off}', 'unknown') }] }).audience(AUDIENCE).kind).toBe('undetermined');
  });
});

describe('impersonation', () => {
  const [binding] = configuration().serviceAccountBindings;

  test('follows the binding on the account', () => {
    expect(policy().mayImpersonate(PRINCIPAL, EMAIL)).toBe(true);
  });

  test.each<[string, Partial<GoogleConfiguration>]>([
    ['there is no binding', { serviceAccountBindings: [] }],
    ['the binding is on another account', { serviceAccountBindings: [{ ...binding, serviceAccount: 'other-account@my-gcp-project.iam.gserviceaccount.com' }] }],
    ['the role mints no tokens', { serviceAccountBindings: [{ ...binding, role: 'roles/iam.serviceAccountViewer' }] }],
    ['the member is another role', { serviceAccountBindings: [{ ...binding, member: `${MEMBER}-x` }] }],
    ['the condition does not hold', { serviceAccountBindings: [{ ...binding, condition: 'false' }] }],
    ['the account is disabled', { serviceAccounts: [{ address: 'a', email: EMAIL, disabled: true }] }],
    ['only another project is opened', { serviceAccountBindings: [], projectGrants: [{ ...binding, project: 'other-project' }] }],
  ])('is denied when %s', (_, changes) => {
    expect(policy(changes).mayImpersonate(PRINCIPAL, EMAIL)).toBe(false);
  });

  test('a role on the project opens every account in it', () => {
    const projectGrants = [{ address: 'a', project: 'my-gcp-project', role: 'roles/iam.workloadIdentityUser', member: MEMBER }];
    expect(policy({ serviceAccountBindings: [], projectGrants }).mayImpersonate(PRINCIPAL, EMAIL)).toBe(true);
  });
});

describe('permissions', () => {
  const [grant] = configuration().projectGrants;
  const lists = (changes: Partial<GoogleConfiguration>, now?: Date) =>
    policy(changes, now).hasPermission({ serviceAccount: EMAIL }, 'storage.objects.list', 'my-gcp-project', BUCKET);

  test('come from predefined roles on the project', () => {
    expect(lists({})).toBe(true);
    expect(lists({ projectGrants: [{ ...grant, role: 'roles/storage.objectCreator' }] })).toBe(false);
    expect(lists({ projectGrants: [{ ...grant, project: 'other-project' }] })).toBe(false);
    expect(lists({ projectGrants: [{ ...grant, member: 'serviceAccount:other-account@my-gcp-project.iam.gserviceaccount.com' }] })).toBe(false);
  });

  test('come from predefined roles on the bucket', () => {
    const on = (name: string, role = grant.role) => ({ projectGrants: [], resourceGrants: [{ ...grant, role, resource: { kind: 'bucket', name } }] });
    const [, bucket] = /^projects\/_\/buckets\/(.*)$/.exec(BUCKET.name)!;
    expect(lists(on(bucket))).toBe(true);
    expect(lists(on(`${bucket}-x`))).toBe(false);
    expect(lists(on(bucket, 'roles/storage.objectCreator'))).toBe(false);
  });

  test('follow conditions on the resource and on time', () => {
    expect(lists({ projectGrants: [{ ...grant, condition: "resource.name.startsWith('projects/_/buckets/b')" }] })).toBe(true);
    expect(lists({ projectGrants: [{ ...grant, condition: "resource.name == 'projects/_/buckets/c'" }] })).toBe(false);
    const until = { projectGrants: [{ ...grant, condition: "request.time < timestamp('2026-01-01T00:00:00Z')" }] };
    expect(lists(until, new Date('2025-12-31T00:00:00Z'))).toBe(true);
    expect(lists(until, new Date('2026-01-02T00:00:00Z'))).toBe(false);
  });

  test('of a principal in direct access come from grants to its set', () => {
    const direct = policy({ projectGrants: [{ ...grant, member: MEMBER }] });
    expect(direct.hasPermission({ principal: PRINCIPAL }, 'storage.objects.list', 'my-gcp-project', BUCKET)).toBe(true);
    expect(direct.holdsAnyRole({ principal: { ...PRINCIPAL, attributes: { aws_role: `${ROLE_ARN}-x` } } })).toBe(false);
  });
});
