import { admittedRoles, Determined, GoogleConfiguration, GooglePolicy, Undetermined } from '../../../lib/proof';
import { expectation, roleOf, targetOf } from '../../../lib/rehearsal/attempts/target';
import { InstanceWorkload } from '../../../lib/rehearsal/workloads';
import { AUDIENCE, configuration, MEMBER } from '../../proof/policy/configuration';

const ROLE = { partition: 'aws', account: '111122223333', roleName: 'gcs-reader' };
const workload: InstanceWorkload = {
  kind: 'ec2-instance', name: 'Stack/Server', userData: '', unknown: [], region: 'eu-west-1', account: ROLE.account, roleName: ROLE.roleName, notes: [],
};

describe('the role', () => {
  const other = { ...ROLE, roleName: 'other' };

  test('is what the assembly says, whatever the Google side admits', () => {
    expect(roleOf(workload, [other])).toEqual({ role: ROLE, notes: [] });
  });

  test('of GovCloud is in its partition', () => {
    expect(roleOf({ ...workload, region: 'us-gov-west-1' }, []).role.partition).toBe('aws-us-gov');
  });

  test('fails when neither side tells the account or the name', () => {
    expect(() => roleOf({ ...workload, account: undefined }, [])).toThrow(/bound to no account, and the Google side does not tell one/);
    expect(() => roleOf({ ...workload, account: undefined }, [ROLE, { ...ROLE, account: '999988887777' }])).toThrow(/bound to no account/);
    expect(() => roleOf({ ...workload, roleName: undefined }, [ROLE, other])).toThrow(/the Google side does not admit exactly one/);
  });
});

test('roles are admitted by members of the same pool, each once', () => {
  const [binding] = configuration().serviceAccountBindings;
  const members = [MEMBER, MEMBER, MEMBER.replace('gcs-reader', 'writer'), MEMBER.replace('aws-identity-pool', 'other-pool').replace('gcs-reader', 'foreign'), 'user:eve@example.com'];
  const policy = new GooglePolicy(configuration({ serviceAccountBindings: members.map(member => ({ ...binding, member })) }));
  expect(admittedRoles(policy, AUDIENCE)).toEqual([ROLE, { ...ROLE, roleName: 'writer' }]);
});

test('a configuration tells audience, account and lifetime', () => {
  const policy = new GooglePolicy(configuration());
  expect(targetOf(JSON.stringify({
    audience: AUDIENCE,
    service_account_impersonation_url: 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com:generateAccessToken',
    service_account_impersonation: { token_lifetime_seconds: 7200 },
  }), policy)).toMatchObject({ audience: AUDIENCE, provider: { accountId: ROLE.account }, serviceAccount: 'a@b.iam.gserviceaccount.com', lifetimeSeconds: 7200 });
  expect(targetOf(JSON.stringify({ audience: 'other' }), policy)).toEqual({ audience: 'other', provider: undefined, serviceAccount: undefined, lifetimeSeconds: undefined });
});

describe('what everyone asks for', () => {
  const [grant] = configuration().projectGrants;
  const identity = { account: ROLE.account, arn: `arn:aws:sts::${ROLE.account}:assumed-role/gcs-reader/i-0123456789abcdef0`, userid: 'AROA:i-0123456789abcdef0' };
  const buckets = ['rehearsal-my-gcp-project', 'reports'].map(name => ({ name, project: name === 'reports' ? '' : 'my-gcp-project', objects: [] }));
  const onBucket = (name: Determined<string>, changes: object = {}) => ({ projectGrants: [], resourceGrants: [{ ...grant, resource: { kind: 'bucket', name }, ...changes }] });
  const asked = (changes: Partial<GoogleConfiguration>) => {
    const { bucket, lists } = expectation({ audience: AUDIENCE, serviceAccount: grant.member.toString().slice('serviceAccount:'.length) }, identity, new GooglePolicy(configuration(changes)), buckets);
    return [bucket?.name, lists];
  };

  test('is a bucket of a project on which a role lists objects, or else one that is granted itself', () => {
    expect(asked({})).toEqual(['rehearsal-my-gcp-project', true]);
    expect(asked(onBucket('reports'))).toEqual(['reports', true]);
  });

  test.each<[string, Partial<GoogleConfiguration>]>([
    ['under a condition', onBucket('reports', { condition: 'true' })],
    ['that another resource removes', onBucket('reports', { overwrittenBy: 'google_storage_bucket_iam_policy.all' })],
    ['on a bucket that only the apply names', onBucket(new Undetermined('google_storage_bucket.b.name', 'known after apply'))],
    ['of a role that lists nothing', onBucket('reports', { role: 'roles/storage.objectCreator' })],
  ])('is no list for a grant %s', (_, changes) => {
    expect(asked(changes)[1]).toBe(false);
  });
});
