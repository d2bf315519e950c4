import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { userDataScript } from '../../../../lib/federation/installation/user-data-script';
import { readGoogleConfiguration } from '../../../../lib/proof';
import { run } from '../../../../lib/rehearsal/client/client-process';
import { Clouds } from '../../../../lib/rehearsal/clouds';
import { MachineForm, MachineFormOptions, OWN_PLACE } from '../../../../lib/rehearsal/sandbox';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { inNamespaces } from '../../in-namespaces';
import { outputs } from '../../outputs';

const OURS = userDataScript({ credentialConfigPath: '/etc/cdk-gcp/config.json', workloadProjectId: 'my-gcp-project', credentialConfig: '{}' }).join('\n');
const made = outputs();
afterAll(made.remove);

inNamespaces('a machine', () => {
  const forms: MachineForm[] = [];
  const kept = temporaryFolder();
  afterEach(async () => { for (const form of forms.splice(0)) await form.close(); });
  afterAll(kept.remove);

  async function boot(userData: string, options?: MachineFormOptions) {
    const form = new MachineForm(options);
    forms.push(form);
    await form.start(new Clouds(readGoogleConfiguration(made.gcp)).services);
    return { form, booted: await form.boot(userData) };
  }

  test('runs the scripts among the parts of user data in their order, whatever becomes of one', async () => {
    const part = (type: string, text: string) => `--+\nContent-Type: ${type}\n\n${text}\n`;
    const { booted } = await boot(['Content-Type: multipart/mixed; boundary="+"', '', part('text/x-shellscript', '#!/bin/sh\necho one; exit 3'), part('text/cloud-config', 'runcmd: []'),
      part('text/x-shellscript', `#!/bin/bash\necho two \${BASH_VERSION:+by bash}\n${OURS}`), '--+--', ''].join('\n'));
    expect(booted).toMatchObject({ credentialConfig: '{}', userData: { exitCode: 3, output: 'one\ntwo by bash\n' }, notes: ['part 2 of the user data (text/cloud-config) did not run: only scripts do here'] });
  }, 60_000);

  test('user data that kills all processes ends itself alone', async () => {
    const { booted } = await boot(`#!/bin/bash\n${OURS}\nkill -9 -1`);
    expect(booted).toMatchObject({ credentialConfig: '{}', userData: { exitCode: 137, timedOut: false } });
  }, 60_000);

  test('root of the machine can undo nothing of what contains it', async () => {
    const { booted } = await boot(['#!/bin/bash', OURS, 'attempt() { "$@" >/dev/null 2>&1 && echo "DID $*"; }',
      'for place in /proc/sys /proc/sysrq-trigger /proc/kcore /usr /dev/null /dev /proc /; do attempt umount $place; attempt umount -l $place; done',
      'attempt mount -o remount,bind,rw /proc/sys; attempt mount -t proc proc /mnt; attempt mount -t sysfs sysfs /sys; attempt mount -t devtmpfs dev /mnt',
      'attempt mknod /tmp/disk b 8 0; attempt ip link set lo down; attempt ip address add 10.0.0.1/8 dev lo; attempt nsenter -t 1 -m true; attempt nsenter -t 1 -n ip link',
      'attempt chroot /proc/1/root true; attempt sh -c "echo b >/proc/sysrq-trigger; cat /proc/sysrq-trigger | grep ."; attempt sysctl -qw vm.swappiness=1; attempt date -s 2001-01-01',
      'attempt kill -9 1 && sleep 1; echo END'].join('\n'));
    expect(booted.userData!.output.split('\n').filter(line => !/^DID kill/.test(line))).toEqual(['END', '']);
    expect(booted.userData).toMatchObject({ exitCode: 0 });
  }, 60_000);

  test('does not run what cloud-init would not', async () => {
    await expect(boot(OURS)).rejects.toThrow("cloud-init would not run this user data: no part of it begins with '#!'");
  }, 60_000);

  test('says so by an empty configuration when none was installed', async () => {
    const { booted } = await boot('#!/bin/no-such-shell\n');
    expect(booted).toMatchObject({ credentialConfig: '', userData: { exitCode: 126 + 1 } });
  }, 60_000);

  test('keeps the end of very much output, and ends user data at the limit', async () => {
    const { booted } = await boot(`#!/bin/sh\n${OURS}\nyes`, { userDataSeconds: 3 });
    expect(booted).toMatchObject({ credentialConfig: '{}', userData: { exitCode: null, timedOut: true } });
    expect(booted.userData!.output.length).toBeLessThan(2_100_000);
    expect(booted.milliseconds).toBeGreaterThan(2900);
  }, 60_000);

  test('a full disk is that of the machine alone', async () => {
    const { booted } = await boot(`#!/bin/sh\n${OURS}\nhead -c 2000000000 /dev/zero >/var/big`);
    expect(booted).toMatchObject({ credentialConfig: '{}', userData: { exitCode: 1, output: expect.stringContaining('No space left on device') } });
  }, 60_000);

  test('keeps the files that are new, whatever their names, and no links', async () => {
    const { form } = await boot("#!/bin/bash\necho text >/opt/file; ln -s /etc/passwd /opt/link; mkfifo /opt/fifo; mkdir -p $'/srv/a\\n../b'; echo x >$'/srv/a\\n../b/c'");
    await form.keep(kept.path);
    expect(readdirSync(join(kept.path, 'opt'))).toEqual(['file']);
    expect(readdirSync(join(kept.path, 'srv'))).toEqual(['a\n..']);
  }, 60_000);

  test('links on the disk lead nowhere when the machine is made again', async () => {
    const victim = join(kept.path, 'victim');
    mkdirSync(victim);
    for (const link of [`mv /var /other && ln -s ${victim} /var`, `rm -rf ${OWN_PLACE}; ln -s ${victim} ${OWN_PLACE}`]) {
      const { booted, form } = await boot(`#!/bin/sh\n${OURS}\n${link}`);
      expect(booted).toMatchObject({ credentialConfig: '', userData: { exitCode: 0 } });
      const { errors } = await run(booted.command(['true']), { cwd: '/', environment: { PATH: process.env.PATH! }, timeoutMilliseconds: 20_000 });
      expect(errors).toMatch(/was made a link, so .* cannot be shown on the machine/);
      await form.close();
    }
    expect(readdirSync(victim)).toEqual([]);
  }, 120_000);

  test('is entered by many at once', async () => {
    const { booted, form } = await boot(`#!/bin/sh\n${OURS}`);
    const entered = await Promise.all(Array.from({ length: 12 }, async () => run(booted.command(['true']), { cwd: '/', environment: { PATH: process.env.PATH! }, timeoutMilliseconds: 30_000 })));
    expect(entered.map(({ code, errors }) => [code, errors])).toEqual(entered.map(() => [0, '']));
    await form.close();
  }, 60_000);

  test('a client reaches the stand-ins by their own names, and nothing else; it cannot write beside the disk', async () => {
    const { form, booted } = await boot(`#!/bin/sh\n${OURS}`);
    const ask = async (script: string) => run(booted.command(['/bin/sh', '-c', script]), { cwd: '/', environment: { PATH: process.env.PATH! }, timeoutMilliseconds: 20_000 });
    expect(await ask('echo "$GOOGLE_APPLICATION_CREDENTIALS $HOME"')).toMatchObject({ code: 0, output: '/etc/cdk-gcp/config.json /root\n' });
    expect((await ask(`"${process.execPath}" -e 'fetch("https://storage.googleapis.com/storage/v1/b").then(async r => console.log(r.status, await r.text()))'`)).output).toMatch(/^401 .*Invalid Credentials/s);
    expect((await ask(`"${process.execPath}" -e 'fetch("https://example.com").catch(e => console.log(e.cause.code))'`)).output).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)/);
    expect(await ask(`touch ${form.pathForClient(form.folder)}/x`)).toMatchObject({ code: 1, errors: expect.stringContaining('Read-only file system') });
  }, 60_000);
});
