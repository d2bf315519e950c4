import * as fc from 'fast-check';
import { validateCredentialConfigPath } from '../../lib/aws/credential-config-path';

test.each(['/etc/cdk-gcp/credential-config.json', '/opt/app/.config/gcp_1.json'])('takes %s', path => {
  expect(validateCredentialConfigPath(path)).toBe(path);
});

describe('fails when the path', () => {
  test.each([
    ['etc/file.json', 'is relative'],
    ['./file.json', 'is relative'],
    ['/file.json', 'is not a plain path of a file in a folder'],
    ['/etc/', 'is not a plain path'],
    ['/etc//file', 'is not a plain path'],
    ['/etc/../file', 'is not a plain path'],
    ['/etc/./file', 'is not a plain path'],
    ['/etc/a b', 'is not a plain path'],
    ['/etc/$(id)', 'is not a plain path'],
    ["/etc/a'b", 'is not a plain path'],
    ['/etc/a\nb', 'is not a plain path'],
    [`/etc/${'a'.repeat(251)}`, 'is not a plain path'],
    ['/tmp/file.json', 'is under /tmp, which does not outlive a reboot'],
    ['/run/gcp/file.json', 'is under /run, which does not outlive a reboot'],
    ['', 'is empty'],
    ['/etc/${Token[TOKEN.1]}', 'is known only at deployment'],
  ])('is %j', (path, problem) => {
    expect(() => validateCredentialConfigPath(path)).toThrow(problem);
  });

  test('holds anything that a shell reads', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom(...' \t\n\'"`$\\;&|<>(){}[]*?!#~=%^,:@'), fc.string(), (head, special, tail) => {
      expect(() => validateCredentialConfigPath(`/etc/${head}${special}${tail}`)).toThrow();
    }));
  });
});
