import { impostors, roleSession } from '../../../lib/rehearsal/attempts/identities';

const ROLE = { partition: 'aws', account: '111122223333', roleName: 'gcs-reader' };
const ARN = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';

test('none is the admitted role', () => {
  for (const { identity } of impostors(ROLE, new Set([ARN]))) {
    expect(identity.arn.startsWith(`${ARN}/`) && identity.account === ROLE.account).toBe(false);
  }
});

test('none is a role that the configuration admits on purpose', () => {
  const taken = new Set([ARN, `${ARN}-x`, 'arn:aws:sts::111122223333:assumed-role/unrelated', 'arn:aws:sts::111122223333:assumed-role/unrelated-2']);
  const arns = impostors(ROLE, taken).map(({ identity }) => identity.arn.split('/').slice(0, 2).join('/'));
  expect(arns.filter(arn => arn.includes('gcs-reader-x') || arn.includes('unrelated')).sort())
    .toEqual(['arn:aws:sts::111122223333:assumed-role/gcs-reader-x-2', 'arn:aws:sts::111122223333:assumed-role/unrelated-3']);
});

test('role names stay within what IAM allows', () => {
  for (const { identity } of impostors({ ...ROLE, roleName: 'r'.repeat(64) }, new Set())) {
    const name = /assumed-role\/([^/]+)\//.exec(identity.arn)?.[1] ?? '';
    expect(name.length).toBeLessThanOrEqual(64);
  }
});

test('a name without letters gets another one for its other letter case', () => {
  const arns = impostors({ ...ROLE, roleName: '1234' }, new Set()).map(({ identity }) => identity.arn);
  expect(arns.filter(arn => arn.startsWith('arn:aws:sts::111122223333:assumed-role/1234/'))).toEqual([]);
});

test('a session is what AWS STS reports of an instance', () => {
  expect(roleSession(ROLE, 'i-0')).toEqual({ account: '111122223333', arn: `${ARN}/i-0`, userid: expect.stringMatching(/^AROA[A-Z2-7]{17}:i-0$/) });
});
