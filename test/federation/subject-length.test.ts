import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { EXAMPLE } from './example-props';
import { messageOf } from './messages';
import { GcpSubject } from '../../lib/federation';
import { resolveFederation } from '../../lib/federation/federation';
import { validateSubjectLength } from '../../lib/federation/subject-length';

const SESSION = 'i-0123456789abcdef0';

function validate(roleName: string, awsPartition = 'aws', subject = GcpSubject.arn()) {
  return validateSubjectLength(resolveFederation({ ...EXAMPLE, roleName, awsPartition, subject }), 'ec2');
}

test.each([['aws', 64], ['aws-us-gov', 61]])('in %s a role name of %d characters fits on EC2', (partition, length) => {
  expect(() => validate('R'.repeat(length), partition)).not.toThrow();
});

test('fails when a GovCloud role name has 62 characters, with the length that fits and the other way out', () => {
  const name = 'R'.repeat(62);
  expect(messageOf(() => validate(name, 'aws-us-gov'))).toBe(
    `roleName '${name}' makes google.subject 128 bytes long with the 19-character session names of ec2, Google allows 127: shorten the name to 61 characters, or pass subject: GcpSubject.userId()`);
});

test('the user id always fits', () => {
  expect(() => validate('R'.repeat(64), 'aws-us-gov', GcpSubject.userId())).not.toThrow();
});

test('agrees with the bytes of the ARN that AWS reports for an instance', () => {
  fc.assert(fc.property(valid.roleName, valid.awsPartition, (roleName, partition) => {
    const arn = `arn:${partition}:sts::012345678901:assumed-role/${roleName}/${SESSION}`;
    let fits = true;
    try { validate(roleName, partition); } catch { fits = false; }
    expect(fits).toBe(Buffer.byteLength(arn) <= 127);
  }));
});
