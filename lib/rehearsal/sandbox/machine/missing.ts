import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Packages, and the programs that are taken from them. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'util-linux': ['unshare', 'nsenter', 'mount', 'umount', 'pivot_root'], 'iproute2': ['ip'], 'openssl': ['openssl'], 'findutils': ['find', 'xargs'],
};

/** Settings of the kernel by which a distribution denies user namespaces, and the value that does. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['kernel/unprivileged_userns_clone', '0'], ['user/max_user_namespaces', '0'], ['kernel/apparmor_restrict_unprivileged_userns', '1'],
];

/** Each namespace that a rehearsal needs, from the outside in, with what is tried and what it is for. */
const STEPS: readonly (readonly [string, string])[] = [
  ['a user namespace', 'unshare -U -r true'],
  ['mount, network and process namespaces in a user namespace', 'unshare -U -r -m -n -p -f --mount-proc true'],
  ['an overlay file system and a nested user namespace', `unshare -U -r -m -n -p -f --mount-proc /bin/sh -c '
    mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir upper work all &&
    mount -t overlay overlay -o userxattr,lowerdir=/usr,upperdir=upper,workdir=work all && unshare -m -p -f -u -i unshare -U -r -m -u -i true'`],
];

/** What this machine lacks for a rehearsal in namespaces, in words with a way out; nothing where it has all. */
export function missingForMachine(platform: string = process.platform): string | undefined {
  if (platform !== 'linux') return `it needs Linux, and this is ${platform}: run the command in a container or a virtual machine with Linux`;
  for (const [name, programs] of Object.entries(PROGRAMS)) {
    const absent = programs.find(program => run(`command -v ${program}`).status !== 0);
    if (absent !== undefined) return `it needs the program ${absent}: install ${name}`;
  }
  for (const [what, script] of STEPS) {
    const { status, stderr } = run(script);
    if (status !== 0) return `this machine denies ${what} (${stderr.trim().split('\n')[0] || `exit code ${status}`}): ${wayOut()}`;
  }
  return undefined;
}

function wayOut(): string {
  const setting = SETTINGS.find(([name, value]) => existsSync(`/proc/sys/${name}`) && readFileSync(`/proc/sys/${name}`, 'utf8').trim() === value);
  if (setting !== undefined) return `${setting[0].replace('/', '.')} is ${setting[1]} here; set it with sysctl, or run the command as root`;
  return 'in a container, start that with --privileged; it needs Linux 5.11 or later';
}

/** What is not in the search path of a plain user may be in that of root. */
function run(script: string) {
  return spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8', timeout: 10_000, env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });
}
