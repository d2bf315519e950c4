import { cloudInit, CloudInit, missingForCloudInit } from './cloud-init';
import { Boot, CloudInitMachine } from './cloud-init-machine';
import { multipartUserData, Neighbours, plainUserData, PROPS, RUNS } from './user-data';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { CREDENTIAL_CONFIG_VARIABLES, DEFAULT_CREDENTIAL_CONFIG_PATH, PROJECT_VARIABLES } from '../../../lib/federation/installation/installation';
import { readGoogleConfiguration } from '../../../lib/proof';
import { instanceId, roleSession } from '../../../lib/rehearsal/attempts/identities';
import { clientCommand } from '../../../lib/rehearsal/client/client-program';
import { Clouds } from '../../../lib/rehearsal/clouds';
import { synthesizeGoogleSide } from '../../aws/running-clouds';
import { temporaryFolder } from '../../proof/temporary-folder';

const CONFIG = credentialConfig(resolveFederation(PROPS), 'instance-metadata');
const BUCKET = `https://storage.googleapis.com/storage/v1/b/rehearsal-${PROPS.gcpProjectId}/o`;
const ASSIGNMENTS = [
  ...CREDENTIAL_CONFIG_VARIABLES.map(name => `${name}=${DEFAULT_CREDENTIAL_CONFIG_PATH}`), ...PROJECT_VARIABLES.map(name => `${name}=${PROPS.gcpProjectId}`),
];

/** What the commands write, by file. Every run must leave exactly this. */
const INSTALLED = {
  [DEFAULT_CREDENTIAL_CONFIG_PATH]: CONFIG,
  '/etc/environment': `${ASSIGNMENTS.join('\n')}\n`,
  '/etc/profile.d/zz-cdk-gcp.sh': `export ${ASSIGNMENTS.join(' ')}\n`,
  '/etc/systemd/system.conf.d/zz-cdk-gcp.conf': `[Manager]\nDefaultEnvironment=${ASSIGNMENTS.join(' ')}\n`,
};

const SAY = (when: string) => `echo "${when}: [\${GOOGLE_APPLICATION_CREDENTIALS-unset}] [\${GOOGLE_CLOUD_PROJECT-unset}]"`;
const KNOWN = `[${DEFAULT_CREDENTIAL_CONFIG_PATH}] [${PROPS.gcpProjectId}]`;
const AROUND: Neighbours = {
  before: [`echo run >>${RUNS}`, SAY('before')],
  after: [SAY('after'), 'cp "$GOOGLE_APPLICATION_CREDENTIALS" /srv/seen-by-next-command'],
};

const missing = missingForCloudInit();
if (missing !== undefined) process.stdout.write(`SKIPPED: a boot by cloud-init: ${missing}\n`);
const withCloudInit = missing === undefined ? describe : describe.skip;

let tool: CloudInit;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  if (missing !== undefined) return;
  folder = temporaryFolder();
  synthesizeGoogleSide(folder.path, PROPS);
  tool = await cloudInit();
  process.stdout.write(`cloud-init ${tool.version}\n`);
});
afterAll(() => folder?.remove());

/** A machine that has never booted, with the clouds around it. */
class Host {
  public static async start(): Promise<Host> {
    const clouds = new Clouds(readGoogleConfiguration(folder.path));
    const identity = roleSession({ partition: 'aws', account: PROPS.awsAccountId, roleName: PROPS.roleName }, instanceId());
    clouds.metadata.instance = { availabilityZone: 'eu-west-1a', role: { name: PROPS.roleName, credentials: clouds.directory.issue(identity) } };
    return new Host(clouds, await CloudInitMachine.start(tool, clouds.services));
  }

  private constructor(private readonly clouds: Clouds, public readonly machine: CloudInitMachine) {}

  public async installed(): Promise<Record<string, string>> {
    const files: Record<string, string> = {};
    for (const path of Object.keys(INSTALLED)) files[path] = await this.machine.read(path);
    return files;
  }

  /** How often the script with our commands has run on this disk. */
  public async runs(): Promise<number> {
    return (await this.machine.read(RUNS)).split('\n').length - 1;
  }

  /** What a real client lists that finds its credentials by the environment of a login shell alone. */
  public async list(): Promise<{ answer: string; as: (string | undefined)[] }> {
    const mark = this.clouds.log.mark();
    const answer = await this.machine.login(clientCommand('once', BUCKET));
    return { answer, as: this.clouds.log.since(mark).filter(({ standIn }) => standIn === 'Cloud Storage').map(({ identity }) => identity) };
  }
}

const LISTED = { answer: expect.stringContaining('hello-from-google-cloud.txt'), as: ['gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com'] };

const CLOUD_CONFIG = `#cloud-config
write_files:
- path: /srv/written
  content: by cloud-config
runcmd:
- [bash, -lc, '${SAY('runcmd')}']
`;

const WAYS = {
  'a script': plainUserData(AROUND),
  'multipart user data': multipartUserData(
    [{ type: 'text/x-shellscript', text: '#!/bin/bash\necho first part' }],
    AROUND,
    [
      { type: 'text/x-shellscript', text: `#!/bin/bash -l\n${SAY('later part')}` },
      { type: 'text/cloud-config', text: CLOUD_CONFIG },
    ],
  ),
};

withCloudInit.each(Object.entries(WAYS))('the boot of %s by cloud-init', (way, userData) => {
  let host: Host;
  let boot: Boot;
  beforeAll(async () => {
    host = await Host.start();
    boot = await host.machine.boot('i-0000000000000000a', userData);
    process.stdout.write(`BOOT: ${way}: ${boot.milliseconds} ms\n`);
  });
  afterAll(async () => host?.machine.close());

  test('installs the configuration, which the commands that follow know, and those before do not', async () => {
    expect(boot.result).toEqual({ datasource: expect.stringContaining('NoCloud'), errors: [] });
    expect(await host.installed()).toEqual(INSTALLED);
    expect(boot.output).toMatch(new RegExp(`^before: \\[unset\\] \\[unset\\]\nafter: ${literally(KNOWN)}$`, 'm'));
    expect(await host.machine.read('/srv/seen-by-next-command')).toBe(CONFIG);
    expect(boot.output).not.toContain('cdk-gcp failed');
    expect((await host.machine.read('/var/log/cloud-init.log')).match(/^.*\[(?:WARNING|ERROR|CRITICAL)\].*$/gm)).toBeNull();
  });

  if (way !== 'a script') {
    test('runs the other parts in their order, and login shells among them know the variables', async () => {
      expect(boot.output.match(/^(?:first part|before|after|later part|runcmd).*$/gm)).toEqual([
        'first part', 'before: [unset] [unset]', `after: ${KNOWN}`, `later part: ${KNOWN}`, `runcmd: ${KNOWN}`,
      ]);
      expect(await host.machine.read('/srv/written')).toBe('by cloud-config');
      expect(await host.machine.cloudInit('schema', '--system')).toContain('Valid cloud-config');
    });
  }

  test('lets a real client in', async () => {
    expect(await host.list()).toEqual(LISTED);
  });

  test('leaves the same when the script runs a second time', async () => {
    await host.machine.cloudInit('single', '--name', 'scripts-user', '--frequency', 'always');
    expect(await host.runs()).toBe(2);
    expect(await host.installed()).toEqual(INSTALLED);
  });

  test('does not run it after a restart of the instance, where all is still there', async () => {
    const { result } = await host.machine.boot('i-0000000000000000a', userData);
    expect(result.errors).toEqual([]);
    expect(await host.runs()).toBe(2);
    expect(await host.installed()).toEqual(INSTALLED);
    expect(await host.list()).toEqual(LISTED);
  });

  test('runs it again where the disk becomes that of another instance', async () => {
    const { result } = await host.machine.boot('i-0000000000000000b', userData);
    expect(result.errors).toEqual([]);
    expect(await host.runs()).toBe(3);
    expect(await host.installed()).toEqual(INSTALLED);
  });
});

const FAILURES: Readonly<Record<string, string>> = {
  'a command before ours': plainUserData({ before: ['false', 'no-such-command'], after: ['no-such-command'] }),
  'a command after ours, where the script ends at once': plainUserData({ before: ['set -euo pipefail'], after: ['false', 'touch /srv/not-reached'] }),
  'the whole script, killed': plainUserData({ after: ['kill -9 $$'] }),
  'the part before ours': multipartUserData([{ type: 'text/x-shellscript', text: '#!/bin/bash\nexit 3' }], {}, []),
  'our own part, and the one after it': multipartUserData(
    [], { after: ['exit 4'] }, [{ type: 'text/x-shellscript', text: '#!/bin/bash\nexit 5' }],
  ),
};

withCloudInit('a neighbour that fails', () => {
  test.each(Object.entries(FAILURES))('%s: cloud-init says so, and our files are whole', async (_, userData) => {
    const host = await Host.start();
    try {
      const { result: { errors }, output } = await host.machine.boot('i-0000000000000000a', userData);
      expect(errors).toEqual([expect.stringMatching(/scripts-user.* failures? /)]);
      expect(output).not.toContain('cdk-gcp failed');
      expect(await host.installed()).toEqual(INSTALLED);
      expect(await host.machine.read('/srv/not-reached')).toBe('');
      expect(await host.list()).toEqual(LISTED);
    } finally {
      await host.machine.close();
    }
  });
});

function literally(text: string): string {
  return text.replace(/[[\]().]/g, '\\$&');
}
