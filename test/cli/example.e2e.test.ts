import { join } from 'node:path';
import { RehearsalReport } from '../../lib/rehearsal';
import { run } from '../../lib/rehearsal/client/client-process';
import { temporaryFolder } from '../proof/temporary-folder';

const ROOT = join(__dirname, '../..');
const folder = temporaryFolder();
afterAll(folder.remove);

async function start(script: string, args: string[] = []) {
  const environment = {
    PATH: process.env.PATH!,
    HOME: folder.path,
    CDK_VALIDATION: 'false',
    CHECKPOINT_DISABLE: '1',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    CDK_OUTDIR: join(folder.path, 'cdk.out'),
    CDKTF_OUTDIR: join(folder.path, 'cdktf.out'),
  };
  const command = [process.execPath, require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', script, ...args];
  return run(command, { cwd: ROOT, environment, timeoutMilliseconds: 50_000 });
}

test('the example in bin/ fits: both sides are synthesized from one props object, and the command lets exactly its role in', async () => {
  for (const script of ['bin/aws.ts', 'bin/gcp.ts']) expect(await start(script)).toMatchObject({ code: 0 });
  const { code, output, errors } = await start('lib/cli/main.ts', [
    'rehearse', '--aws', join(folder.path, 'cdk.out'), '--gcp', join(folder.path, 'cdktf.out'), '--json',
  ]);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const report = JSON.parse(output) as RehearsalReport;
  const attempts = report.workloads.flatMap(workload => workload.attempts);
  expect(attempts.filter(attempt => attempt.outcome === 'admitted')).toMatchObject([
    { expected: 'admitted', as: 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com', listed: ['hello-from-google-cloud.txt'] },
  ]);
  expect(attempts).toHaveLength(16);
}, 120_000);
