import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { GcpAccess } from '../../../lib';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { DEFAULT_CREDENTIAL_CONFIG_PATH as CONFIG, INSTALLATION_FAILED_MARKER as FAILED } from '../../../lib/federation/installation/installation';
import { InstallationFailureAction } from '../../../lib/federation/installation/installation-input';
import { parseInstallationValues, parseUserDataScript, userDataScript } from '../../../lib/federation/installation/user-data-script';
import { ScratchRoot, SHELLS } from '../../aws/shell';
import { federationProps } from '../arbitraries';

const PROFILE = '/etc/profile.d/zz-cdk-gcp.sh';
const SYSTEMD = '/etc/systemd/system.conf.d/zz-cdk-gcp.conf';
const NO_PROXY = '169.254.169.254,169.254.170.2,127.0.0.1';

function script(overrides: object = {}, onFailure?: InstallationFailureAction): { text: string; config: string } {
  const federation = resolveFederation({
    gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader', ...overrides,
  });
  const config = credentialConfig(federation, 'instance-metadata');
  return { config, text: userDataScript({ credentialConfigPath: CONFIG, credentialConfig: config, workloadProjectId: federation.workloadProjectId, onFailure }).join('\n') };
}

let root: ScratchRoot;
beforeEach(() => { root = new ScratchRoot(); });
afterEach(() => root.remove());

const { text, config } = script();
const variables = () => [
  `GOOGLE_APPLICATION_CREDENTIALS=${root.in(CONFIG)}`, `CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE=${root.in(CONFIG)}`, 'GOOGLE_CLOUD_PROJECT=my-gcp-project',
  'CLOUDSDK_CORE_PROJECT=my-gcp-project',
];
const leftOvers = () => readdirSync(root.path, { recursive: true }).map(String).filter(name => /\.\d+$/.test(name));
const asRoot = process.getuid?.() === 0;

describe.each(SHELLS)('in %s', shell => {
  test('installs the configuration byte for byte, readable by everybody', () => {
    const { status, stderr } = root.run(shell, text);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(root.read(CONFIG)).toBe(config);
    expect(root.mode(CONFIG)).toBe(0o644);
    expect(leftOvers()).toEqual([]);
  });

  test('lets login shells, PAM sessions, systemd services and the commands that follow see it', () => {
    const { stdout } = root.run(shell, `${text}\nenv | grep -E '^(GOOGLE|CLOUDSDK)' | sort`);
    expect(stdout.trim().split('\n').sort()).toEqual([...variables()].sort());
    expect(root.read(PROFILE)).toBe(`export ${variables().join(' ')}\n`);
    expect(root.read('/etc/environment')).toBe(`${variables().join('\n')}\n`);
    expect(root.read(SYSTEMD)).toBe(`[Manager]\nDefaultEnvironment=${variables().join(' ')}\n`);
  });

  test.each(['set -eu', 'set -euxC', 'set -f', 'set -v', 'IFS=/', 'umask 077', "trap 'echo trapped' EXIT", 'cd /nowhere-at-all || :'])('does its work after %s, and the next command runs', option => {
    const { status, stdout } = root.run(shell, `${option}\n${text}\necho done "$GOOGLE_CLOUD_PROJECT"`);
    expect(status).toBe(0);
    expect(stdout).toContain('done my-gcp-project');
    expect(root.read(CONFIG)).toBe(config);
    expect(root.mode(CONFIG)).toBe(0o644);
  });

  test('changes no option, variable or folder of the surrounding script', () => {
    const probe = 'echo "$-|$(umask)|$PWD|${variables-}${names-}${environment-}${project-}${config-}${reason-}${others-}"; type write_file >/dev/null 2>&1 && echo leaked || :';
    const { stdout } = root.run(shell, `set -eu\n${probe}\n${text}\n${probe}`);
    const [before, after, ...rest] = stdout.trim().split('\n');
    expect(after).toBe(before);
    expect(rest).toEqual([]);
  });

  test('changes nothing when it runs again', () => {
    root.write('/etc/environment', 'LANG=C\nHTTPS_PROXY=http://proxy:3128\n');
    root.run(shell, text);
    const files = [CONFIG, PROFILE, SYSTEMD, '/etc/environment'];
    const first = files.map(file => root.read(file));
    root.run(shell, text);
    expect(files.map(file => root.read(file))).toEqual(first);
  });

  test('goes on, saying so, when it cannot write', () => {
    root.write('/etc/cdk-gcp', 'a file where a folder is needed');
    const { status, stderr, stdout } = root.run(shell, `set -eu\n${text}\necho done "\${GOOGLE_APPLICATION_CREDENTIALS-unset}"`);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^cdk-gcp failed: mkdir: .*cdk-gcp/m);
    expect(stdout.trim()).toBe('done unset');
    expect(root.read(PROFILE)).toBeUndefined();
    expect(leftOvers()).toEqual([]);
  });
});

describe('the file', () => {
  test('is never half-written: a full disk leaves the old one', () => {
    root.write(CONFIG, 'old');
    const full = text.replace('printf %s "$2" >"$1.$$"', 'printf %s "$2" >/dev/full');
    expect(full).not.toBe(text);
    const { stderr } = root.run('sh', full);
    expect(stderr).toContain('cdk-gcp failed');
    expect(root.read(CONFIG)).toBe('old');
    expect(leftOvers()).toEqual([]);
  });

  test('is whole when user data runs several times at once', async () => {
    root.run('sh', `for i in 1 2 3 4 5 6 7 8; do (\n${text}\n) & done; wait`);
    expect(root.read(CONFIG)).toBe(config);
    expect(root.read('/etc/environment')).toBe(`${variables().join('\n')}\n`);
    expect(leftOvers()).toEqual([]);
  });

  test('is left alone where the folder cannot be written to', () => {
    if (asRoot) {
      console.log('running as root, which no folder mode stops: the case of a folder without write permission was not run');
      return;
    }
    mkdirSync(root.in('/etc'), { recursive: true });
    chmodSync(root.in('/etc'), 0o555);
    expect(root.run('sh', text).stderr).toContain('cdk-gcp failed');
    expect(root.read(CONFIG)).toBeUndefined();
  });
});

describe('a failure', () => {
  const broken = () => root.write('/etc/cdk-gcp', 'a file where a folder is needed');

  test('is in a file, in the system log and on the console, with its reason', () => {
    broken();
    root.write('/dev/console', '');
    root.write('/fake/logger', `#!/bin/sh\necho "$*" >${root.in('/logged')}\n`, 0o755);
    const { stderr } = root.run('sh', text.replace('PATH=/usr/bin:/bin', `PATH=${root.in('/fake')}:/usr/bin:/bin`));
    const message = stderr.trim();
    expect(message).toMatch(/^cdk-gcp failed: mkdir: .*cdk-gcp.* $|^cdk-gcp failed: mkdir: .*cdk-gcp/);
    expect(root.read(FAILED)?.trim()).toBe(message);
    expect(root.read('/logged')?.trim()).toBe(`-t cdk-gcp ${message}`);
    expect(root.read('/dev/console')?.trim()).toBe(message);
  });

  test('is forgotten once the installation succeeds', () => {
    root.write(FAILED, 'an earlier failure');
    root.run('sh', text);
    expect(root.read(FAILED)).toBeUndefined();
    expect(root.read(CONFIG)).toBe(config);
  });

  test.each(SHELLS)('ends the user data with a code if the boot is to fail, in %s', shell => {
    broken();
    const { status, stdout, stderr } = root.run(shell, `${script({}, InstallationFailureAction.FAIL_BOOT).text}\necho next`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('cdk-gcp failed: ');
  });

  test('lets the user data go on after a success, whatever is to happen at a failure', () => {
    const { status, stdout } = root.run('sh', `${script({}, InstallationFailureAction.FAIL_BOOT).text}\necho next "$CLOUDSDK_CORE_PROJECT"`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'next my-gcp-project\n' });
  });
});

describe('/etc/environment', () => {
  test('keeps what others wrote, its mode, and no older value of ours', () => {
    root.write('/etc/environment', 'PATH="/usr/bin:/bin"\n# comment\nGOOGLE_APPLICATION_CREDENTIALS=/old/key.json\nGOOGLE_CLOUD_PROJECT_X=1\nA=b\\nc\n', 0o600);
    root.run('sh', text);
    expect(root.read('/etc/environment')).toBe(`PATH="/usr/bin:/bin"\n# comment\nGOOGLE_CLOUD_PROJECT_X=1\nA=b\\nc\n${variables().join('\n')}\n`);
    expect(root.mode('/etc/environment')).toBe(0o600);
  });

  test('gets a line of its own where the last one has no end', () => {
    root.write('/etc/environment', 'LANG=C');
    root.run('sh', text);
    expect(root.read('/etc/environment')).toMatch(/^LANG=C\nGOOGLE/);
  });
});

describe('proxies', () => {
  const noProxy = () => [root.read(PROFILE), root.read(SYSTEMD), root.read('/etc/environment')].map(found => [
    /NO_PROXY=(\S*)/.exec(found!)?.[1], /no_proxy=(\S*)/.exec(found!.replace(/NO_PROXY=\S*/g, ''))?.[1],
  ]);

  test('are not mentioned where none is set', () => {
    root.run('sh', text, { SOME_PROXY_FREE: '1' });
    expect(noProxy()).toEqual([[undefined, undefined], [undefined, undefined], [undefined, undefined]]);
  });

  test.each<[string, (scratch: ScratchRoot) => Record<string, string>]>([
    ['the environment', () => ({ https_proxy: 'http://proxy:3128' })],
    ['/etc/environment', scratch => (scratch.write('/etc/environment', 'HTTP_PROXY=http://proxy:3128\n'), {})],
    ['a login script', scratch => (scratch.write('/etc/profile.d/corporate.sh', 'export https_proxy=http://proxy:3128\n'), {})],
    ['systemd', scratch => (scratch.write('/etc/systemd/system.conf.d/proxy.conf', '[Manager]\nDefaultEnvironment="HTTPS_PROXY=http://proxy:3128"\n'), {})],
  ])('set by %s get the metadata addresses as exceptions, everywhere', (_, arrange) => {
    const env = arrange(root);
    root.run('sh', text, env);
    expect(noProxy()).toEqual([[NO_PROXY, NO_PROXY], [NO_PROXY, NO_PROXY], [NO_PROXY, NO_PROXY]]);
  });

  test('keep the exceptions that they have', () => {
    root.write('/etc/environment', 'https_proxy=http://proxy:3128\nNO_PROXY="*.corp.example,[::1],10.0.0.0/8"\n');
    const { stdout } = root.run('sh', `${text}\necho "$NO_PROXY"`);
    expect(stdout.trim()).toBe(`*.corp.example,[::1],10.0.0.0/8,${NO_PROXY}`);
    expect(noProxy()[1][0]).toBe(`*.corp.example,[::1],10.0.0.0/8,${NO_PROXY}`);
  });

  test('that except the metadata service already are left alone', () => {
    root.write('/etc/environment', 'https_proxy=http://proxy:3128\nno_proxy=localhost,169.254.169.254\n');
    root.run('sh', text);
    expect(root.read('/etc/environment')).toBe(`https_proxy=http://proxy:3128\nno_proxy=localhost,169.254.169.254\n${variables().join('\n')}\n`);
  });

  test('with hostile exceptions put nothing into a shell', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...'abc.*,;$`(){}<>|&\'"\\ \t'), { maxLength: 30 }).map(chars => chars.join('')), hostile => {
      const scratch = new ScratchRoot();
      try {
        scratch.write('/etc/environment', `https_proxy=x\nNO_PROXY=${hostile}\n`);
        scratch.run('sh', text);
        expect(scratch.read(PROFILE)).toMatch(/^export [\w=/. ,:*[\]-]+\n$/);
      } finally {
        scratch.remove();
      }
    }), { numRuns: 15 });
  });
});

test('the running systemd is told where there is one', () => {
  mkdirSync(root.in('/run/systemd/system'), { recursive: true });
  root.write('/fake/systemctl', `#!/bin/sh\necho "$*" >${root.in('/told')}\n`, 0o755);
  root.run('sh', text.replace('PATH=/usr/bin:/bin', `PATH=${root.in('/fake')}:/usr/bin:/bin`));
  expect(root.read('/told')).toBe(`set-environment ${variables().join(' ')}\n`);
});

describe('size', () => {
  test('stays under 3 KB', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(3072);
  });

  test('stays under 3.25 KB for the longest names', () => {
    const longest = script({
      gcpProjectId: 'p'.repeat(30),
      gcpProjectNumber: '9'.repeat(13),
      roleName: 'r'.repeat(64),
      poolId: 'p'.repeat(32),
      providerId: 'p'.repeat(32),
      access: GcpAccess.impersonation({ serviceAccountId: 's'.repeat(30), tokenLifetimeSeconds: 43200 }),
    });
    expect(Buffer.byteLength(longest.text)).toBeLessThan(3328);
  });
});

test('shellcheck finds nothing that is not meant', () => {
  const { error, stdout } = spawnSync('shellcheck', ['--shell=sh', '--severity=error', '-'], { input: text, encoding: 'utf8' });
  if (error) {
    console.log('shellcheck is not installed: not run');
    return;
  }
  expect(stdout).toBe('');
});

describe('what a script installs', () => {
  const input = { credentialConfigPath: CONFIG, credentialConfig: config, workloadProjectId: 'my-gcp-project' };

  test('is read back from it', () => {
    fc.assert(fc.property(federationProps, props => {
      const federation = resolveFederation(props);
      const written = { ...input, credentialConfig: credentialConfig(federation, 'instance-metadata'), workloadProjectId: federation.workloadProjectId };
      expect(parseUserDataScript(userDataScript(written).join('\n'))).toEqual(written);
    }));
  });

  test('is not read from a script that differs by as little as one character', () => {
    fc.assert(fc.property(fc.nat(text.length - 1), fc.constantFrom('x', ' ', "'", '\n', ';', '$', ''), (at, replacement) => {
      const changed = text.slice(0, at) + replacement + text.slice(at + 1);
      const found = parseUserDataScript(changed);
      // What the script takes as values may differ: it is then the script for those.
      if (changed !== text && found !== undefined) expect(userDataScript(found).join('\n')).toBe(changed);
      expect(found?.credentialConfig ?? '').not.toContain("'");
    }), { numRuns: 500 });
  });

  test('is read back with what is to happen at a failure', () => {
    const written = { ...input, onFailure: InstallationFailureAction.FAIL_BOOT };
    expect(parseUserDataScript(userDataScript(written).join('\n'))).toEqual(written);
  });

  test('is read from a script of a different version, in which only the values are in the same place', () => {
    const later = text.replaceAll('federation v1', 'federation v2').replace(/umask 22[^]*exit 1'/, "something else'");
    expect(parseUserDataScript(later)).toBeUndefined();
    expect(parseInstallationValues(later)).toEqual(input);
  });

  test.each([
    ['a further line', `${text.split('\n')[0]}\nid\n${text.split('\n').slice(1).join('\n')}`],
    ['a command in the path', text.replace(CONFIG, '/etc/x;id')],
    ['a command behind the configuration', text.replace('surroundings="$(env)"', 'surroundings="$(env; id)"')],
    ['a command at the end', text.replace('|| :\n', '|| id\n')],
  ])('is not read from a script with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(parseUserDataScript(changed)).toBeUndefined();
  });
});
