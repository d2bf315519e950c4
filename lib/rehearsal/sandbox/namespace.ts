import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Host names of Google that answer inside the namespace. */
export const GOOGLE_HOSTS = [
  'sts.googleapis.com', 'iamcredentials.googleapis.com', 'storage.googleapis.com', 'bigquery.googleapis.com', 'cloudresourcemanager.googleapis.com',
] as const;

export const METADATA_ADDRESS = '169.254.169.254';

/**
 * Runs inside the namespace before the program: addresses on loopback, a copy of /etc in place of /etc, and an empty
 * /run, so that nothing reaches the service manager of this machine. What a plain user may not read is not copied.
 */
const SETUP = `set -eu
folder=$1
shift
ip link set lo up
ip address add ${METADATA_ADDRESS}/32 dev lo
cp -rP /etc "$folder" 2>/dev/null || [ -d "$folder/etc" ]
rm -f "$folder/etc/hosts"
cp "$folder/hosts" "$folder/etc/hosts"
mount --bind "$folder/etc" /etc
mount -t tmpfs tmpfs /run
exec "$@"`;

/**
 * The command line that runs a program in namespaces of its own: no network but loopback, on which the metadata
 * address and Google's host names answer, and a private /etc. This machine stays untouched.
 *
 * @param folder an empty folder for the private files
 */
export function namespaceCommand(folder: string, program: readonly string[]): string[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost ${GOOGLE_HOSTS.join(' ')}\n`);
  return [...unshare(), '/bin/sh', '-c', SETUP, 'sh', folder, ...program];
}

/** What this machine lacks for a namespace, in words; nothing where it can make one. */
export function missingForNamespace(): string[] {
  if (process.platform !== 'linux') return [`Linux (this is ${process.platform})`];
  const missing = ['unshare', 'ip', 'mount', 'openssl', 'bash'].filter(name => spawnSync('/bin/sh', ['-c', `command -v ${name}`]).status !== 0);
  if (missing.length > 0) return missing.map(name => `the program ${name}`);
  const [file, ...args] = unshare();
  return spawnSync(file, [...args, 'true'], { timeout: 10_000 }).status === 0 ? [] : ['permission to make namespaces (unshare failed)'];
}

/** A plain user needs a user namespace, in which that user is root. */
function unshare(): string[] {
  const user = process.getuid?.() === 0 ? [] : ['-U', '-r'];
  return ['unshare', ...user, '-m', '-n', '-p', '-f', '--mount-proc', '--kill-child'];
}
