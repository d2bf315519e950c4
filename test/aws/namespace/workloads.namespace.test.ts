import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { installClients, InstalledClient } from './installed-clients';
import { NODE_ROLE, Orders, PLACES, Result } from './orders';
import { GcpFederatedRole, GcpGrant } from '../../../lib';
import { run } from '../../../lib/rehearsal/client/client-process';
import { clientCommand } from '../../../lib/rehearsal/client/client-program';
import { missingForNamespace, namespaceCommand } from '../../../lib/rehearsal/sandbox';
import { temporaryFolder } from '../../proof/temporary-folder';
import { inNamespaces } from '../../rehearsal/in-namespaces';
import { fargateTask, IMAGE } from '../ecs/fixtures';
import { ACCOUNT, federation } from '../fixtures';
import { inlineFunction } from '../lambda/fixtures';
import { synthesizeGoogleSide } from '../running-clouds';

const BUCKET_NAME = 'rehearsal-my-gcp-project';
const BUCKET = `https://storage.googleapis.com/storage/v1/b/${BUCKET_NAME}/o`;
const PYTHON = process.env.GOOGLE_AUTH_PYTHON ?? process.env.PYTHON ?? 'python3';
const PYTHON_CLIENT = `
import sys, google.auth
from google.auth.transport.requests import AuthorizedSession
credentials, project = google.auth.default(scopes=['https://www.googleapis.com/auth/cloud-platform'])
response = AuthorizedSession(credentials).get('${BUCKET}')
print(response.text)
sys.exit(0 if response.ok else 1)
`;

const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const ALL: Record<string, { command: string[]; there: () => boolean }> = {
  'google-auth-library': { command: clientCommand('once', BUCKET), there: () => true },
  'google-auth for Python': { command: [PYTHON, '-c', PYTHON_CLIENT], there: () => works(PYTHON, '-c', 'import google.auth.transport.requests') },
  'gcloud': { command: ['gcloud', 'storage', 'ls', 'gs://rehearsal-my-gcp-project'], there: () => works('gcloud', '--version') },
};

/** Asks an API that needs a project, at a host that answers here. */
const LIST_SECRETS = ['/usr/bin/env', 'CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER=https://storage.googleapis.com/', 'gcloud', 'secrets', 'list'];

const missing = missingForNamespace();
const present = Object.keys(ALL).filter(name => missing.length === 0 && ALL[name].there());
const hasGcloud = present.includes('gcloud');
for (const name of Object.keys(ALL).filter(client => !present.includes(client))) process.stdout.write(`SKIPPED: ${name} is not installed here\n`);

const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };

/** Both sides from one props object, as they are deployed. */
function synthesize(folder: string): { assembly: string; template: string } {
  synthesizeGoogleSide(join(folder, 'cdktf.out'), props);
  const app = new App({ outdir: join(folder, 'cdk.out'), context: { 'aws:cdk:enable-asset-metadata': true } });
  const stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'eu-central-1' } });
  const reader = new GcpFederatedRole(stack, 'Reader', props);
  reader.addToFunction(inlineFunction(stack, 'Fn', { role: reader.role, functionName: 'reader' }));
  const task = fargateTask(stack, reader);
  task.addContainer('App', { image: IMAGE });
  reader.addToTaskDefinition(task);
  const { directory, stacks: [{ templateFile }] } = app.synth();
  return { assembly: directory, template: templateFile };
}

for (const place of PLACES) {
  inNamespaces(`unmodified artifacts in ${place}`, () => {
    const folder = temporaryFolder();
    let result: Result;
    let installed: Record<string, InstalledClient>;

    beforeAll(async () => {
      installed = await installClients(BUCKET_NAME);
      const orders: Orders = {
        place,
        ...synthesize(folder.path),
        gcp: join(folder.path, 'cdktf.out'),
        folder: join(folder.path, 'private'),
        clients: Object.fromEntries([
          ...present.map(name => [name, ALL[name].command]), ...hasGcloud ? [['gcloud secrets list', LIST_SECRETS]] : [],
          ...Object.entries(installed).map(([name, client]) => [name, [...client.command]]),
        ]),
      };
      const file = join(folder.path, 'orders.json');
      writeFileSync(file, JSON.stringify(orders));
      const program = [process.execPath, require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', join(__dirname, 'inside.ts'), file];
      const { output, errors } = await run(namespaceCommand(orders.folder, program), {
        cwd: join(__dirname, '../../..'), environment: { PATH: process.env.PATH!, HOME: folder.path }, timeoutMilliseconds: 200_000,
      });
      result = JSON.parse(output === '' ? JSON.stringify({ error: errors }) : output) as Result;
      if (result.error !== undefined) throw new Error(result.error);
    }, 600_000);
    afterAll(() => folder.remove());

    for (const name of Object.keys(ALL)) {
      (present.includes(name) ? test : test.skip)(`let ${name} in, as the role of the workload and never as the node's`, () => {
        const { code, output, errors, log } = result.calls[name];
        expect({ code, output, errors }).toMatchObject({ code: 0, output: expect.stringMatching(/hello-from-google-cloud\.txt/) });
        const identities = log.filter(({ standIn }) => standIn === 'AWS STS').map(({ identity }) => identity);
        const session = place === 'Lambda' ? 'reader' : '0123456789abcdef0123456789abcdef';
        expect(new Set(identities)).toEqual(new Set([`arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader/${session}`]));
        expect(JSON.stringify(log)).not.toContain(NODE_ROLE);
        expect(log.map(({ standIn }) => standIn)).not.toContain('instance metadata');
      });
    }

    test('let in the clients that once failed, and keep out those that accept no host but that of instance metadata', () => {
      const expected = Object.entries(installed).map(([name, { acceptsSidecar }]) => [name, place === 'Lambda' || acceptsSidecar]);
      const seen = Object.keys(installed).map(name => {
        const { code, output } = result.calls[name];
        return [name, code === 0 && output.includes('hello-from-google-cloud.txt')];
      });
      const errors = Object.keys(installed).map(name => result.calls[name].errors.slice(-300)).join('\n');
      expect({ seen, ...JSON.stringify(seen) !== JSON.stringify(expected) && { errors } }).toEqual({ seen: expected });
      expect(JSON.stringify(Object.keys(installed).flatMap(name => result.calls[name].log))).not.toContain(NODE_ROLE);
    });

    (hasGcloud ? test : test.skip)('tell gcloud its project, without --project', () => {
      const { log } = result.calls['gcloud secrets list'];
      expect(log.map(({ request }) => request)).toContain('GET /v1/projects/my-gcp-project/secrets');
    });

    test('write no credential into a log', () => {
      expect(result.sidecarLog).toBe(place === 'Lambda' ? '' : 'cdk-gcp: serves the credentials of the task\n');
    });
  });
}
