import * as fc from 'fast-check';
import { validateCredentialConfigPath } from '../../../../lib/aws/ec2/user-data/credential-config-path';

test.each(['/etc/cdk-gcp/credential-config.json', '/opt/app/.config/gcp_1.json'])('takes %s', path => {
  expect(validateCredentialConfigPath(path)).toBe(path);
});

test.each([
  'C:\\ProgramData\\cdk-gcp\\credential-config.json', 'D:\\Program Files\\app\\gcp_1.json', 'c:\\app\\.config\\gcp',
])('takes %s', path => {
  expect(validateCredentialConfigPath(path)).toBe(path);
});

describe('fails when the path on Windows', () => {
  test.each([
    ['ProgramData\\x.json', 'is relative'],
    ['C:x\\y.json', 'is relative'],
    ['\\\\server\\share\\x.json', 'is relative'],
    ['C:/ProgramData/x.json', 'is relative'],
    ['C:\\x.json', 'is not a plain path of a file in a folder'],
    ['C:\\a\\', 'is not a plain path'],
    ['C:\\a\\..\\b.json', 'is not a plain path'],
    ['C:\\a.\\b.json', 'is not a plain path'],
    ['C:\\a\\b ', 'is not a plain path'],
    ['C:\\a  b\\c', 'is not a plain path'],
    ["C:\\a'b\\c", 'is not a plain path'],
    ['C:\\%TEMP%\\c', 'is not a plain path'],
    ['C:\\$env:X\\c', 'is not a plain path'],
    [`C:\\a\\${'b'.repeat(240)}`, 'is not a plain path'],
    ['C:\\a\\NUL', 'has a name that Windows keeps for a device'],
    ['C:\\con.d\\x.json', 'has a name that Windows keeps for a device'],
    ['C:\\Windows\\Temp\\x.json', 'is in a folder for temporary files'],
    ['C:\\temp\\x.json', 'is in a folder for temporary files'],
  ])('is %j', (path, problem) => {
    expect(() => validateCredentialConfigPath(path)).toThrow(problem);
  });

  test('holds anything that PowerShell or a command prompt reads', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom(...'\t\n\'"`$;&|<>(){}[]*?!#~=%^,:@/'), fc.string(), (head, special, tail) => {
      expect(() => validateCredentialConfigPath(`C:\\a\\${head}${special}${tail}`)).toThrow();
    }));
  });
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
