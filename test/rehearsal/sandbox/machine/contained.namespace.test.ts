import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeReadable, rehearseAsProcess, startRehearsal, USERS } from './command';
import { resolveFederation } from '../../../../lib/federation/federation';
import { credentialConfig } from '../../../../lib/federation/installation/credential-config';
import { RehearsalReport } from '../../../../lib/rehearsal';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { inNamespaces } from '../../in-namespaces';
import { outputs, PROPS } from '../../outputs';

const DAEMON = 'daemon-of-a-rehearsal';
const made = (userData: (block: string) => string) => outputs({ path: '/etc/google/credential-config.json', userData });

const FOLDERS = ['/', '/dev', '/etc', '/usr/bin', '/usr/local/bin', '/var', '/opt', '/root', '/home'];

/** What hostile user data would change in folders of this machine: which files are there, whose they are, and their size. */
function picture(): string[] {
  return FOLDERS.flatMap(folder => readdirSync(folder).map(name => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return `${join(folder, name)} ${stats?.ino} ${stats?.mode} ${stats?.isFile() ? stats.size : ''}`;
  }));
}

function processesWith(marker: string): string[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(pid => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes(marker) ? [`${pid} ${command}`] : [];
    } catch {
      return [];
    }
  });
}

const home = temporaryFolder({ '.aws/credentials': 'SECRET-OF-THE-CALLER', '.ssh/id_ed25519': 'SECRET-OF-THE-CALLER', 'gcloud/credentials.db': 'SECRET-OF-THE-CALLER' });
makeReadable(home.path);
/** The temporary folder of the command. */
const scratch = join(home.path, 't');
mkdirSync(scratch);
chmodSync(scratch, 0o777);
afterAll(home.remove);

inNamespaces('in namespaces', () => {
  describe.each(USERS)('as %s', (_, as) => {
    async function rehearse(userData: (block: string) => string, args: string[] = []) {
      const { aws, gcp, remove } = made(userData);
      makeReadable(dirname(aws));
      const { code, output, errors } = await rehearseAsProcess(
        { aws, gcp, as, home: home.path, environment: { TMPDIR: scratch, AWS_SECRET_ACCESS_KEY: 'SECRET-OF-THE-CALLER', CLOUDSDK_CONFIG: join(home.path, 'gcloud') } }, ['--json', ...args],
      );
      remove();
      expect({ code, errors }).toEqual({ code: expect.any(Number), errors: '' });
      return { code, report: JSON.parse(output) as RehearsalReport };
    }

    test('all of the user data runs, byte for byte; what fails in it hides nothing; nothing of the caller or of this machine is there', async () => {
      const { code, report } = await rehearse(block => [
        '#!/bin/bash', 'yum install -y nothing', 'curl -sS https://example.com', 'set -u', block, 'echo "user $(id -u), $GOOGLE_CLOUD_PROJECT"',
        'mkdir -p /var/www', 'echo page >/var/www/index.html', 'cat "$0" >/root/copy', 'echo program >/usr/local/bin/program',
        `cat ${home.path}/.aws/credentials ${home.path}/.ssh/* ${home.path}/gcloud/*`, 'env', 'cat /proc/1/environ | tr "\\0" "\\n"',
        'echo "left: $(ls -A /home /mnt /srv /sys /tmp | tr "\\n" " ")"', 'ls -A /etc/shadow /etc/ssh/*key', 'ls -A1 /', 'ls -A1 /dev', 'ip -o link', 'echo END; exit 7',
      ].join('\n'), ['--keep']);
      expect({ code, report }).toMatchObject({ code: 0, report: { matches: true, form: 'namespace', workloads: [{ userData: { exitCode: 7, timedOut: false } }] } });
      expect(report.fallback).toBeUndefined();
      const kept = join(report.kept!, 'Stack_Server');
      const read = (name: string) => readFileSync(join(kept, name), 'utf8');
      expect(read('installed/etc/google/credential-config.json')).toBe(credentialConfig(resolveFederation(PROPS), 'instance-metadata'));
      expect([read('installed/root/copy'), read('installed/var/www/index.html'), read('installed/usr/local/bin/program')]).toEqual([read('user-data'), 'page\n', 'program\n']);
      expect(read('client.log')).toContain('hello-from-google-cloud.txt');
      expect(JSON.parse(readFileSync(join(report.kept!, 'report.json'), 'utf8'))).toEqual(report);
      expect(readdirSync(scratch)).toEqual([basename(report.kept!)]);

      const log = read('user-data.log');
      expect(log).toMatch(/^user 0, my-gcp-project$/m);
      expect(log).toMatch(/\nEND\n$/);
      expect(log).not.toContain('SECRET-OF-THE-CALLER');
      expect(log).toContain('left: /home:  /mnt:  /srv:  /sys:  /tmp:');
      expect(log).not.toMatch(/^(?:\/etc\/shadow|.*ssh_host)$/m);
      expect(log).not.toMatch(/^(?:work|sda|vda|mem|kmsg|kvm|nvme.*)$/m);
      expect(log.match(/^\d+: \w+/gm)).toEqual(['1: lo']);
      rmSync(report.kept!, { recursive: true });
    }, 120_000);

    test('hostile user data changes nothing of this machine, leaves no process, and comes to its end', async () => {
      const sentinel = join(home.path, 'sentinel');
      writeFileSync(sentinel, 'untouched', { mode: 0o666 });
      const before = picture();
      const hostname = readFileSync('/proc/sys/kernel/hostname', 'utf8');
      const started = performance.now();
      const { report } = await rehearse(block => [
        '#!/bin/bash', '[ ! -e /work ] && [ -e /var/lib/cloud ] || exit 99', block,
        `setsid sh -c 'exec -a ${DAEMON} sleep 1000' & setsid bash -c 'exec -a ${DAEMON} sleep 1000' &`,
        'umount -l /proc/sys /proc/sysrq-trigger /dev/null /usr /proc /', 'mount -o remount,rw /proc/sys', 'mount -t sysfs sysfs /sys', 'mount -t proc proc /mnt',
        'echo b >/proc/sysrq-trigger', 'echo rehearsed >/proc/sys/kernel/hostname', 'sysctl -w vm.swappiness=1', 'mknod /dev/sdz b 8 0',
        'for d in sda vda nvme0n1 mem; do echo gone >/dev/$d; dd if=/dev/zero of=/dev/$d count=1; done', `echo touched >${sentinel}`,
        'rm -rf /home/* /root/* /tmp/* /var/* /opt/*', 'chmod -R 777 /usr/local', 'echo bad >/usr/bin/ls', 'ip link set lo down', 'date -s 2001-01-01', 'swapoff -a', 'hostname rehearsed',
        'python3 -c "import ctypes; ctypes.CDLL(None).reboot(0x1234567)"', 'reboot -f', 'poweroff -f', 'rm -rf /etc/*', 'echo ALMOST', 'while :; do :; done',
      ].join('\n'), ['--time-limit', '8']);
      expect(performance.now() - started).toBeLessThan(90_000);
      expect(report).toMatchObject({ matches: false, form: 'namespace', workloads: [{ userData: { exitCode: null, timedOut: true } }] });
      expect(report.workloads[0].userData!.lastOutput.at(-1)).toBe('ALMOST');
      expect(report.workloads[0].attempts).toMatchObject([{ outcome: 'depends', reason: expect.stringContaining('installs no credential configuration') }]);
      const after = new Set(picture());
      expect(before.filter(line => !after.has(line))).toEqual([]);
      expect(['sdz', 'nvme0n1'].filter(name => existsSync(join('/dev', name)) && !before.some(line => line.startsWith(`/dev/${name} `)))).toEqual([]);
      expect([readFileSync(sentinel, 'utf8'), readFileSync('/proc/sys/kernel/hostname', 'utf8')]).toEqual(['untouched', hostname]);
      expect(processesWith(DAEMON)).toEqual([]);
      expect(readdirSync(scratch)).toEqual([]);
    }, 120_000);

    test.each<NodeJS.Signals>(as.length === 0 ? ['SIGINT', 'SIGKILL'] : ['SIGINT'])('%s leaves no process behind', async signal => {
      const marker = `${DAEMON}-${signal}-${as.length}`;
      const { aws, gcp, remove } = made(block => ['#!/bin/bash', block, `exec -a ${marker} sleep 1000`].join('\n'));
      makeReadable(dirname(aws));
      const child = startRehearsal({ aws, gcp, as, home: home.path, environment: { TMPDIR: scratch } });
      await until(() => processesWith(marker).some(found => !found.includes('setpriv')));
      child.kill(signal);
      const code = await new Promise(resolve => child.once('close', resolve));
      expect(code).toBe(signal === 'SIGKILL' ? null : 130);
      await until(() => processesWith(marker).length === 0);
      // Nobody can clean up after a kill; what is there holds no file system in memory any more.
      if (signal === 'SIGKILL') for (const name of readdirSync(scratch)) rmSync(join(scratch, name), { recursive: true });
      expect(readdirSync(scratch)).toEqual([]);
      remove();
    }, 120_000);
  });
});

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('it did not come to that within a minute');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
