import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loginShellCommand } from '../../../../lib/rehearsal/sandbox/boot/login-shell';
import { temporaryFolder } from '../../../proof/temporary-folder';

test('a program sees what the profile scripts export, in their order, and nothing else', () => {
  const { path, remove } = temporaryFolder();
  mkdirSync(`${path}/etc/profile.d`, { recursive: true });
  writeFileSync(`${path}/etc/profile.d/a.sh`, 'export A=1 B=1');
  writeFileSync(`${path}/etc/profile.d/b.sh`, 'export B=2');
  writeFileSync(`${path}/etc/profile.d/ignored`, 'export C=3');
  const [file, ...args] = loginShellCommand(path, '/home', ['/bin/sh', '-c', 'echo "$A $B ${C-unset} ${LEAK-unset} $HOME $1"', 'sh', "it's"]);
  const output = execFileSync(file, args, { encoding: 'utf8', env: { LEAK: 'x' } });
  remove();
  expect(output).toBe("1 2 unset unset /home it's\n");
});
