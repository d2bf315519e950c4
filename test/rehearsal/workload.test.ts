import { userDataScript } from '../../lib/federation/user-data-script';
import { Ec2Instance, GooglePolicy, InputError, Undetermined } from '../../lib/proof';
import { admittedRoles, roleOf, targetOf, workloads } from '../../lib/rehearsal/workload';
import { AUDIENCE, configuration, MEMBER } from '../proof/google/configuration';

const BLOCK = userDataScript({ credentialConfigPath: '/etc/cdk-gcp/config.json', gcpProjectId: 'my-gcp-project', credentialConfig: '{}' }).join('\n');
const INSTANCE: Ec2Instance = {
  kind: 'ec2-instance',
  templateFile: 'Stack.json',
  stackName: 'Stack',
  logicalId: 'Server',
  constructPath: 'Stack/Server',
  account: '111122223333',
  region: 'eu-west-1',
  role: { name: 'gcs-reader' },
  userData: { text: BLOCK, unknown: [] },
};
const ROLE = { partition: 'aws', account: '111122223333', roleName: 'gcs-reader' };

test('an instance with our commands is a workload; others are not', () => {
  const others: Ec2Instance[] = [{ ...INSTANCE, userData: undefined }, { ...INSTANCE, userData: { text: 'echo', unknown: [] } }];
  expect(workloads([INSTANCE, ...others])).toEqual([
    { name: 'Stack/Server', userData: BLOCK, region: 'eu-west-1', account: '111122223333', roleName: 'gcs-reader', notes: [] },
  ]);
});

test('is named by stack and logical id where there is no construct path', () => {
  expect(workloads([{ ...INSTANCE, constructPath: undefined }])[0].name).toBe('Stack/Server');
});

test('what is not known outside our commands does not matter', () => {
  const unknown = [new Undetermined('Bucket', 'it is known only at deployment')];
  expect(workloads([{ ...INSTANCE, userData: { text: `echo \${Bucket}\n${BLOCK}`, unknown } }])).toHaveLength(1);
});

test.each<[string, Partial<Ec2Instance>, RegExp]>([
  ['our commands hold what is not known', {
    userData: { text: BLOCK.replace('{}', '{"audience": "${Bucket}"}').replace('my-gcp-project', '${Project}'), unknown: [new Undetermined('Project', 'it is known only at deployment')] },
  }, /Stack\/Server: what stands between .* is not what this version of cdk-gcp-federation writes/],
  ['the instance has no instance profile', { role: undefined }, /Stack\/Server: the instance has no instance profile/],
  ['the instance profile is foreign', { role: new Undetermined('Profile', 'it is made elsewhere') }, /the role of the instance cannot be told, it is made elsewhere \(Profile\)/],
])('fails when %s', (_, changes, message) => {
  expect(() => workloads([{ ...INSTANCE, ...changes }])).toThrow(InputError);
  expect(() => workloads([{ ...INSTANCE, ...changes }])).toThrow(message);
});

describe('the role', () => {
  const [workload] = workloads([INSTANCE]);
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
