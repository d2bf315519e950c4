import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../../e2e/setup/cache';
import { command } from '../../e2e/setup/command';
import { missingPython, pythonEnvironment } from '../../e2e/setup/python-environment';

/** A client that is installed for these tests, and the command that lists a bucket with it. */
export interface InstalledClient {
  readonly command: readonly string[];
  /** Whether it accepts the credentials of the sidecar, whose address is not that of instance metadata. */
  readonly acceptsSidecar: boolean;
}

const NODE_PACKAGES = { '@google-cloud/pubsub': '5.3.1', '@google-cloud/firestore': '8.7.1' };

/** Calls with the credentials of a gRPC client: of google-gax 5, which pins google-auth-library to 10.5.0. */
const gaxProgram = (name: string, client: string, url: string) =>
  `new (require('${name}').v1.${client})().auth.request({ url: '${url}' }).then(({ data }) => console.log(JSON.stringify(data)));`;

const arrowProgram = (bucket: string) => `from pyarrow import fs
print([info.base_name for info in fs.GcsFileSystem().get_file_info(fs.FileSelector('${bucket}'))])`;

/** Installs the clients that once failed in functions or tasks. */
export async function installClients(bucket: string): Promise<Record<string, InstalledClient>> {
  const url = `https://storage.googleapis.com/storage/v1/b/${bucket}/o`;
  const packages = Object.entries(NODE_PACKAGES).map(([name, version]) => `${name}@${version}`);
  const folder = await cached('gax-5', packages, async into => {
    writeFileSync(join(into, 'package.json'), '{"private":true}');
    await command(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: into });
  });
  const node = (name: string, client: string) => {
    const file = join(folder, `${client}.js`);
    writeFileSync(file, gaxProgram(name, client, url));
    return { command: [process.execPath, file], acceptsSidecar: true };
  };
  const clients: Record<string, InstalledClient> = {
    '@google-cloud/pubsub 5': node('@google-cloud/pubsub', 'PublisherClient'),
    '@google-cloud/firestore 8': node('@google-cloud/firestore', 'FirestoreClient'),
  };
  if (missingPython() !== undefined) return clients;
  const python = join(await pythonEnvironment(join(__dirname, 'requirements.txt')), 'bin/python3');
  return { ...clients, 'pyarrow (the client for C++)': { command: [python, '-c', arrowProgram(bucket)], acceptsSidecar: false } };
}
