import { admittedRoles, Determined, GoogleConfiguration, GooglePolicy, Undetermined } from '../../../lib/proof';
import { expectation, roleOf, targetOf } from '../../../lib/rehearsal/attempts/target';
import { InstanceWorkload } from '../../../lib/rehearsal/workloads';
import { AUDIENCE, configuration, MEMBER } from '../../proof/policy/configuration';

const ROLE = { partition: 'aws', account: '111122223333', roleName: 'gcs-reader' };
const workload: InstanceWorkload = {
  kind: 'ec2-instance', name: 'Stack/Server', userData: '', unknown: [], region: 'eu-west-1', account: ROLE.account, roleName: ROLE.roleName, notes: [],
};

/** A Google side that lets each of these roles act as the account. */
function admitting(...members: string[]): GooglePolicy {
  const { serviceAccountBindings: [binding], awsProviders: [provider] } = configuration();
  return new GooglePolicy(configuration({
    serviceAccountBindings: members.map(member => ({ ...binding, member })),
    awsProviders: [{ ...provider, attributeCondition: undefined }],
  }));
}

describe('the role', () => {
  const memberOf = ({ account = ROLE.account, roleName }: { account?: string; roleName: string }) => MEMBER.replace(ROLE.account, account).replace('gcs-reader', roleName);
  const asked = { audience: AUDIENCE };
  const unnamed = { ...workload, roleName: undefined, unnamedRole: { logicalId: 'Role1A2B3C4D', stackName: 'reports' } };
  const [deployed, former] = ['reports-Role1A2B3C4D-1ABC2DEF3GHI', 'reports-Role1A2B3C4D-9XYZ8ABC7DEF'].map(roleName => ({ ...ROLE, roleName }));
  const foreign = { ...ROLE, roleName: 'reports-Other5E6F7A8B-1ABC2DEF3GHI' };

  test('is what the assembly says, whatever the Google side admits', () => {
    expect(roleOf(workload, asked, admitting(memberOf(foreign)))).toEqual({ role: ROLE, notes: [] });
  });

  test('of GovCloud is in its partition', () => {
    expect(roleOf({ ...workload, region: 'us-gov-west-1' }, asked, admitting()).role.partition).toBe('aws-us-gov');
  });

  test('is the one whose name AWS can have generated, and that is said', () => {
    const { role, notes } = roleOf(unnamed, asked, admitting(memberOf(foreign), memberOf(deployed)));
    expect(role).toEqual(deployed);
    expect(notes).toEqual([expect.stringContaining(`'${deployed.roleName}', which the Google side admits, was taken`)]);
  });

  test('is, of several that it can be, the one that may act as the service account', () => {
    const policy = admitting(memberOf(deployed));
    const email = String(configuration().serviceAccountBindings[0].serviceAccount);
    const both = new GooglePolicy({
      ...policy.configuration,
      serviceAccountBindings: [
        ...policy.configuration.serviceAccountBindings,
        { ...policy.configuration.serviceAccountBindings[0], serviceAccount: 'former@my-gcp-project.iam.gserviceaccount.com', member: memberOf(former) },
      ],
    });
    expect(roleOf(unnamed, { ...asked, serviceAccount: email.split('/').pop() }, both).role).toEqual(deployed);
  });

  test('fails when neither side tells the account or the name', () => {
    expect(() => roleOf({ ...workload, account: undefined }, asked, admitting())).toThrow(/bound to no account, and the Google side does not tell one/);
    const otherAccount = memberOf({ account: '999988887777', roleName: 'gcs-reader' });
    expect(() => roleOf({ ...workload, account: undefined }, asked, admitting(MEMBER, otherAccount))).toThrow(/bound to no account/);
    expect(() => roleOf(unnamed, asked, admitting(memberOf(foreign)))).toThrow(/the Google side does not admit exactly one that can be it/);
    expect(() => roleOf(unnamed, asked, admitting(memberOf(deployed), memberOf(former)))).toThrow(/does not admit exactly one/);
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
