import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App as TerraformApp } from 'cdktf';
import { GcpFederationProps } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { federation } from '../../aws/fixtures';
import { temporaryFolder } from '../temporary-folder';

const ENVIRONMENT = { account: federation.awsAccountId, region: 'eu-central-1' };
const { path: folder, remove } = temporaryFolder();
afterAll(remove);

const gcp = googleSide('fitting', federation);
const other = googleSide('other', { ...federation, roleName: 'gcs-writer' });

function googleSide(name: string, props: GcpFederationProps): string {
  const outdir = join(folder, name);
  const app = new TerraformApp({ outdir });
  new GcpFederationStack(app, 'gcp', props);
  app.synth();
  return outdir;
}

// The command line adds a validator of its own, and then goes on where a plugin throws.
test.each([true, false])('`cdk synth` fails but where the two sides fit, with the validator of AWS CDK: %s', validator => {
  const ROOT = resolve(__dirname, '../../..');
  const script = join(folder, 'app.js');
  writeFileSync(script, `
    require('ts-node').register({ transpileOnly: true, preferTsExts: true });
    const { App, Stack, Validations } = require('aws-cdk-lib');
    const { GcpFederatedRole } = require('${ROOT}/lib');
    const { GcpFederationValidation } = require('${ROOT}/lib/proof/plugin');
    const { federation, instance } = require('${ROOT}/test/aws/fixtures');
    const app = new App();
    const stack = new Stack(app, 'Shop', { env: ${JSON.stringify(ENVIRONMENT)} });
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    reader.addToInstance(instance(stack, 'Server', { role: reader.role }));
    Validations.of(app).addPlugins(new GcpFederationValidation({ gcp: process.argv[2] }));
    app.synth();`);
  const run = (google: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [
      join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--output', join(folder, 'cdk.out'), '--app', `${process.execPath} ${script} ${google}`,
    ], {
      cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: '', NODE_PATH: join(ROOT, 'node_modules'), CDK_DISABLE_CLI_TELEMETRY: 'true', ...validator ? { CDK_VALIDATION: '' } : { CDK_VALIDATION: 'false' } },
    });
    return { status, text: stdout + stderr };
  };
  const failed = run(other);
  expect(failed.text).toContain('Shop/Server/Resource');
  expect(failed.status).toBe(1);
  const missing = run(join(folder, 'nowhere'));
  expect(missing.text).toContain('Whether the two sides match was not checked');
  expect(missing.status).toBe(1);
  expect(run(gcp)).toMatchObject({ status: 0 });
});
