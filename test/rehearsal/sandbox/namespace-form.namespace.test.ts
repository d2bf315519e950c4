import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { run } from '../../../lib/rehearsal/client/client-process';
import { clientCommand } from '../../../lib/rehearsal/client/client-program';
import { missingForNamespace, namespaceCommand } from '../../../lib/rehearsal/sandbox';
import { temporaryFolder } from '../../proof/temporary-folder';
import { inNamespaces } from '../in-namespaces';
import { outputs, PROPS } from '../outputs';
import { Orders, Result } from './orders';

const BUCKET = 'https://storage.googleapis.com/storage/v1/b/rehearsal-my-gcp-project/o';
const PYTHON = process.env.GOOGLE_AUTH_PYTHON ?? process.env.PYTHON ?? 'python3';
const PYTHON_CLIENT = `
import sys, google.auth
from google.auth.transport.requests import AuthorizedSession
credentials, project = google.auth.default(scopes=['https://www.googleapis.com/auth/cloud-platform'])
response = AuthorizedSession(credentials).get('${BUCKET}')
print(response.text)
sys.exit(0 if response.ok else 1)
`;

const ALL: Record<string, { command: string[]; there: () => boolean; get: string }> = {
  'google-auth-library': { command: clientCommand('once', BUCKET), there: () => true, get: '' },
  'google-auth for Python': {
    command: [PYTHON, '-c', PYTHON_CLIENT],
    there: () => spawnSync(PYTHON, ['-c', 'import google.auth.transport.requests']).status === 0,
    get: 'pip install google-auth requests (and set PYTHON to its interpreter)',
  },
  'gcloud': {
    command: ['gcloud', 'storage', 'ls', 'gs://rehearsal-my-gcp-project'],
    there: () => spawnSync('gcloud', ['--version']).status === 0,
    get: 'install the Google Cloud CLI',
  },
  'bq': {
    command: ['bq', '--headless', 'ls'],
    there: () => spawnSync('/bin/sh', ['-c', 'command -v bq']).status === 0,
    get: 'install the Google Cloud CLI',
  },
};

const missing = missingForNamespace();
const absent = missing.length > 0 ? [] : Object.keys(ALL).filter(name => !ALL[name].there());
for (const name of absent) process.stdout.write(`SKIPPED: ${name} is not installed here: ${ALL[name].get}\n`);
const present = Object.keys(ALL).filter(name => !absent.includes(name));

// A user's own commands around ours, with the strictest options: none may be disturbed.
const surround = (shell: string) => (block: string) => [
  `#!/bin/${shell}`, 'set -eu', 'before=kept', block, '[ "$before" = kept ]', '[ -f "$GOOGLE_APPLICATION_CREDENTIALS" ]', 'case $- in *e*u*|*u*e*) ;; *) exit 9 ;; esac', '',
].join('\n');

for (const shell of ['bash', 'sh'] as const) {
  inNamespaces(`unmodified user data, run by ${shell}`, () => {
    const folder = temporaryFolder();
    const made = outputs({ path: '/etc/google/credential-config.json', userData: surround(shell), grant: { role: 'roles/viewer' } });
    let result: Result;

    beforeAll(async () => {
      const orders: Orders = {
        aws: made.aws,
        gcp: made.gcp,
        folder: join(folder.path, 'private'),
        shell,
        roleNames: ['gcs-reader', 'gcs-reader-x'],
        clients: Object.fromEntries(present.map(name => [name, ALL[name].command])),
      };
      const file = join(folder.path, 'orders.json');
      writeFileSync(file, JSON.stringify(orders));
      const program = [process.execPath, require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', join(__dirname, 'inside.ts'), file];
      const { output, errors } = await run(namespaceCommand(orders.folder, program), {
        cwd: join(__dirname, '../../..'), environment: { PATH: process.env.PATH!, HOME: folder.path }, timeoutMilliseconds: 100_000,
      });
      result = JSON.parse(output === '' ? JSON.stringify({ error: errors }) : output) as Result;
      if (result.error !== undefined) throw new Error(result.error);
    }, 120_000);
    afterAll(() => {
      folder.remove();
      made.remove();
    });

    const call = (client: string, roleName: string) => result.calls.find(one => one.client === client && one.roleName === roleName)!;

    test('leaves the credential configuration byte for byte', () => {
      expect(result.credentialConfig).toBe(credentialConfig(resolveFederation(PROPS), 'instance-metadata'));
      expect(result.environmentFile).toMatch(/^GOOGLE_APPLICATION_CREDENTIALS=\/etc\/google\/credential-config\.json$/m);
    });

    for (const name of Object.keys(ALL)) {
      const there = present.includes(name) ? test : test.skip;

      there(`lets ${name} in`, () => {
        const { code, output, errors, log } = call(name, 'gcs-reader');
        expect({ code, output, errors }).toMatchObject({ code: 0, output: expect.stringMatching(/hello-from-google-cloud\.txt|rehearsal/) });
        // Not the last entry: google-auth for Python goes on asking for allowed locations in the background.
        expect(log).toContainEqual(expect.objectContaining({
          standIn: name === 'bq' ? 'BigQuery' : 'Cloud Storage', verdict: 'accepted', identity: 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com',
        }));
      });

      there(`refuses ${name} as another role`, () => {
        const { log } = call(name, 'gcs-reader-x');
        expect(log.some(entry => entry.standIn === 'Google STS' && entry.step === 'attribute condition')).toBe(true);
        expect(log.some(entry => ['IAM credentials', 'Cloud Storage', 'BigQuery'].includes(entry.standIn) && entry.verdict === 'accepted')).toBe(false);
      });
    }
  });
}
