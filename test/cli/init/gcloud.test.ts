import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { federationIn } from './evaluate';
import { init } from './init';
import { configuredProject, isGcloudInstalled, projectNumber } from '../../../lib/cli/init/gcloud';
import { temporaryFolder } from '../../proof/temporary-folder';

const describeWithShell = process.platform === 'win32' ? describe.skip : describe;
if (process.platform === 'win32') console.log('there is no POSIX shell: what init makes of the answers of gcloud was not tried');

const REST = ['--role-name', 'gcs-reader', '--aws-account-id', '111122223333', '--service-account', 'gcs-reader', '--grant', 'roles/viewer', '--gcp'];

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  temporary = temporaryFolder({ 'bin/.keep': '' });
  folder = temporary.path;
});
afterEach(() => temporary.remove());

/** Puts a program that is called `gcloud` on a search path of its own, and gives the environment. */
function gcloud(script: string): NodeJS.ProcessEnv {
  const file = join(folder, 'bin/gcloud');
  writeFileSync(file, `#!/bin/sh\necho "$@" >> ${folder}/calls\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${folder}/bin:/usr/bin:/bin`, HOME: folder };
}

function calls(): string[] {
  return existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : [];
}

const ANSWERS = 'case $1 in config) echo my-gcp-project;; projects) echo 123456789012;; esac';
const CONFIG = 'config get project --quiet';
const DESCRIBE = 'projects describe my-gcp-project --format=value(projectNumber) --quiet';

describeWithShell('where gcloud is installed', () => {
  test('its project is proposed, and its number once somebody agrees', async () => {
    const { code, asked } = await init(REST, { folder, environment: gcloud(ANSWERS), typed: ['', '', ''] });
    expect(code).toBe(0);
    expect(asked).toContain('Google Cloud project, by id [my-gcp-project]: ');
    expect(asked).toContain('Ask gcloud for the number of my-gcp-project? [Y/n]: ');
    expect(asked).toContain('Its number [123456789012]: ');
    expect(calls()).toEqual([CONFIG, DESCRIBE]);
    expect(federationIn(readFileSync(join(folder, 'federation.ts'), 'utf8'))).toMatchObject({ gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012' });
  });

  test('Google is not asked by somebody who does not agree', async () => {
    await init(REST, { folder, environment: gcloud(ANSWERS), typed: ['', 'n', '42'] });
    expect(calls()).toEqual([CONFIG]);
    expect(federationIn(readFileSync(join(folder, 'federation.ts'), 'utf8'))).toMatchObject({ gcpProjectNumber: '42' });
  });

  test('nor by nobody', async () => {
    const { errors } = await init(REST, { folder, environment: gcloud(ANSWERS) });
    expect(calls()).toEqual([CONFIG]);
    expect(errors).toContain('pass --gcp-project-id, --gcp-project-number, or --yes to take --gcp-project-id my-gcp-project');
  });

  test('--yes agrees', async () => {
    expect(await init([...REST, '--yes'], { folder, environment: gcloud(ANSWERS) })).toMatchObject({ code: 0 });
    expect(calls()).toEqual([CONFIG, DESCRIBE]);
  });

  test('it is not asked for what flags say', async () => {
    await init([...REST, '--gcp-project-id', 'my-gcp-project', '--gcp-project-number', '1'], { folder, environment: gcloud(ANSWERS) });
    expect(calls()).toEqual([]);
  });

  test('somebody who is not logged in reads why, and is asked', async () => {
    const script = 'case $1 in config) echo my-gcp-project;; *) echo "ERROR: (gcloud.projects.describe) You do not currently have an active account selected." >&2; exit 1;; esac';
    const { code, errors } = await init(REST, { folder, environment: gcloud(script), typed: ['', 'y', '42'] });
    expect(code).toBe(0);
    expect(errors).toContain('  gcloud did not tell the number of my-gcp-project: You do not currently have an active account selected.\n');
  });

  test.each([['(unset)'], ['example.com:old-project'], ['']])('a project that is %j is not proposed', async project => {
    expect(await configuredProject(gcloud(`echo '${project}'`))).toBeUndefined();
  });

  test('it is not waited for for ever, whatever it has started, and is ended', async () => {
    const started = Date.now();
    expect(await configuredProject(gcloud(`setsid sleep 30 & echo $$ > ${folder}/pid; sleep 30; exit 0`))).toBeUndefined();
    expect(Date.now() - started).toBeLessThan(20_000);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  }, 40_000);

  test('its words are no answer where it fails', async () => {
    await expect(projectNumber('my-gcp-project', gcloud('echo 123456789012; exit 3'))).rejects.toThrow('gcloud did not tell the number of my-gcp-project: exit code 3');
    await expect(projectNumber('my-gcp-project', gcloud('echo my-gcp-project'))).rejects.toThrow('gcloud did not tell the number of my-gcp-project: it wrote something else');
  });
});

test('it is looked for on the search path only', () => {
  expect(isGcloudInstalled({ PATH: '' })).toBe(false);
  expect(isGcloudInstalled({})).toBe(false);
  expect(isGcloudInstalled({ PATH: `/nowhere:${folder}/bin` })).toBe(false);
});

const installed = isGcloudInstalled(process.env) && process.platform !== 'win32';
if (!installed) console.log('gcloud is not installed: what it says of its configuration was not compared');
(installed ? test : test.skip)('the real one tells its project', async () => {
  const environment = { PATH: process.env.PATH, HOME: folder, CLOUDSDK_CONFIG: folder, CLOUDSDK_CORE_PROJECT: 'my-gcp-project' };
  expect(await configuredProject(environment)).toBe('my-gcp-project');
  expect(await configuredProject({ ...environment, CLOUDSDK_CORE_PROJECT: '' })).toBeUndefined();
}, 30_000);
