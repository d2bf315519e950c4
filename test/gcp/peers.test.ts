import { spawnSync } from 'child_process';
import { join } from 'path';

const ROOT = join(__dirname, '../..');

/** Runs a script in a fresh process in which requests for some packages fail the way Node fails. */
function run(script: string, hidden: string[] = [], code = 'MODULE_NOT_FOUND') {
  const preamble = `
    const Module = require('module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, ...rest) {
      if (${JSON.stringify(hidden)}.some(name => request === name || request.startsWith(name + '/'))) {
        throw Object.assign(new Error('made up: ' + request), { code: '${code}' });
      }
      return resolve.call(this, request, ...rest);
    };
    require('ts-node').register({ transpileOnly: true, preferTsExts: true });
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', preamble + script], { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const REQUIRE = "try { require('./lib/gcp'); } catch (error) { console.log(error.message); }";
const INSTALL = 'run "npm install \'cdktf@^0.21.0\' \'@cdktf/provider-google@^16.12.1\'"';
const BOTH = 'cdk-gcp-federation/gcp needs cdktf@^0.21.0 and @cdktf/provider-google@^16.12.1';

test.each([
  [['cdktf'], 'cdktf@^0.21.0'],
  [['@cdktf/provider-google'], '@cdktf/provider-google@^16.12.1'],
  [['cdktf', '@cdktf/provider-google'], 'cdktf@^0.21.0 and @cdktf/provider-google@^16.12.1'],
])('fails with both packages and the way to install them when %j is missing', (hidden, missing) => {
  expect(run(REQUIRE, hidden).stdout.trim()).toBe(`${BOTH}, of which ${missing} cannot be found: ${INSTALL}`);
});

test('does not take another error for a missing package', () => {
  expect(run(REQUIRE, ['cdktf'], 'ERR_INVALID_PACKAGE_CONFIG').stdout.trim()).toBe('made up: cdktf');
});

test('loads neither the root of the provider package nor AWS CDK', () => {
  const { stdout, status } = run("require('./lib/gcp'); console.log(JSON.stringify(Object.keys(require.cache)));");
  const loaded: string[] = JSON.parse(stdout);

  expect(status).toBe(0);
  const google = loaded.map(file => file.split('node_modules/@cdktf/provider-google/lib/')[1]).filter(file => file !== undefined);
  expect([...new Set(google.map(file => file.split('/')[0]))].sort()).toEqual([
    'iam-workload-identity-pool', 'iam-workload-identity-pool-provider', 'provider', 'service-account',
  ]);
  expect(loaded.filter(file => file.includes('node_modules/aws-cdk-lib/'))).toEqual([]);
});
