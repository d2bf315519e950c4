import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../shell';

/**
 * The command line that starts a program as a login shell would: with an empty environment and what the scripts of
 * `/etc/profile.d` export.
 *
 * @param root the root of the file system
 */
export function loginShellCommand(root: string, home: string, program: readonly string[]): string[] {
  const folder = join(root, 'etc', 'profile.d');
  const profiles = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.sh')).sort().map(name => join(folder, name)) : [];
  const script = [...profiles.map(profile => `. ${quote(profile)}`), `exec ${program.map(quote).join(' ')}`].join('\n');
  return ['/usr/bin/env', '-i', `HOME=${home}`, 'PATH=/usr/local/bin:/usr/bin:/bin', '/bin/sh', '-c', script];
}
