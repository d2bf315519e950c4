import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommandLine } from '../../../lib/cli/run-command-line';
import { anyFederationPropsFromJson } from '../../../lib/federation/json';
import { temporaryFolder } from '../../proof/temporary-folder';

const LIBRARY = resolve(__dirname, '../../../lib/federation');
const ONE = `
const { GcpAccess, GcpGrant } = require(${JSON.stringify(LIBRARY)});
exports.federation = {
  gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader',
  access: GcpAccess.direct(), grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')],
};
`;
const SEVERAL = `${ONE}exports.all = [exports.federation, { ...exports.federation, roleName: 'writer' }]; exports.other = () => 1;\n`;

const folder = temporaryFolder({ 'one.cjs': ONE, 'several.cjs': SEVERAL, 'none.cjs': 'exports.a = 1;\n', 'wrong.cjs': ONE.replace('gcs-reader', 'a/b') });
afterAll(() => folder.remove());

async function run(...args: string[]) {
  let [written, errors] = ['', ''];
  const code = await runCommandLine(args, { write: text => { written += text; }, writeError: text => { errors += text; }, colour: false });
  return { code, written, errors };
}

const file = (name: string) => join(folder.path, name);

test('prints the one description of a module as the JSON that every other command reads', async () => {
  const { code, written, errors } = await run('export', file('one.cjs'));
  expect([code, errors]).toEqual([0, '']);
  expect(anyFederationPropsFromJson(written, 'federation.json')).toMatchObject({ roleName: 'gcs-reader' });
  expect(JSON.parse(written)).toMatchObject({ access: 'direct', grants: [{ bucket: { name: 'reports', role: 'roles/storage.objectViewer' } }] });
});

test('writes one file for each of several, named as they are exported, and each once', async () => {
  const out = file('federations');
  expect(await run('export', file('several.cjs'), '--out', out)).toMatchObject({ code: 0, errors: '' });
  expect(JSON.parse(readFileSync(join(out, 'all-2.json'), 'utf8')).roleName).toBe('writer');
  expect(existsSync(join(out, 'federation.json'))).toBe(true);
  expect(existsSync(join(out, 'all-1.json'))).toBe(false);
});

test('terraform and gcloud take a module in the place of JSON', async () => {
  const terraform = await run('terraform', file('several.cjs'), '--out', '-');
  expect([terraform.code, terraform.errors]).toEqual([0, '']);
  expect(terraform.written).toContain("['arn:aws:sts::111122223333:assumed-role/gcs-reader','arn:aws:sts::111122223333:assumed-role/writer']");
  const script = await run('gcloud', file('one.cjs'), '--out', '-');
  expect(script.written).toMatch(/^#!\/bin\/sh\n# Written by cdk-gcp-federation/);
});

test('does not overwrite what differs', async () => {
  writeFileSync(file('federation.json'), 'mine');
  const { code, errors } = await run('export', file('one.cjs'), '--out', folder.path);
  expect([code, readFileSync(file('federation.json'), 'utf8')]).toEqual([2, 'mine']);
  expect(errors).toContain('was not written by this command');
});

test.each([
  ['none.cjs', [], /exports no description: export an object with gcpProjectId/],
  ['missing.ts', [], /cannot read .*missing\.ts: there is no such file/],
  ['wrong.cjs', [], /wrong\.cjs \(federation\):5:\d+: roleName 'a\/b' contains a path/],
  ['several.cjs', [], /exports federation, all-2: pass --out DIR, or --name with one of them/],
  ['several.cjs', ['--name', 'writer'], /--name 'writer' is not exported: pass federation or all-2/],
])('fails for %s %j', async (name, args, message) => {
  const { code, written, errors } = await run('export', file(name), ...args);
  expect([code, written]).toEqual([2, '']);
  expect(errors).toMatch(message);
});
