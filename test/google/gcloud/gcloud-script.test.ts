import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Command, runRecorded } from './recorded-gcloud';
import { GcpAccess, GcpGrant } from '../../../lib/federation';
import { gcloudScriptOf } from '../../../lib/google/gcloud/gcloud-script';
import { hostileText } from '../../federation/arbitraries';
import { KUBERNETES_EXAMPLE } from '../../federation/example-props';
import { EVERY_KIND } from '../../federation/grants/every-kind';
import { PROPS } from '../../gcp/synthesized';
import { AnyDescription, descriptions, sideOptions } from '../arbitrary-sides';

/** The options of each command, as the help of gcloud 528 names them. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/gcloud-528-options.json'), 'utf8'));

/** Options of every command. */
const EVERYWHERE = ['--project', '--format', '--flatten'];

/** The kinds of grants for which there is a command. */
const GRANTS = EVERY_KIND.filter(([kind]) => !['bigQueryDataset', 'resource'].includes(kind)).map(([, grant]) => grant);

const scriptOf = (all: AnyDescription[], options: Parameters<typeof gcloudScriptOf>[1] = {}) => gcloudScriptOf(all, options, []).text;

function expectKnown([program, ...words]: Command): void {
  if (program === 'bq') return;
  const name = Object.keys(OPTIONS).filter(candidate => words.join(' ').startsWith(`${candidate} `)).sort((a, b) => b.length - a.length)[0];
  expect([name, words]).toEqual([expect.any(String), words]);
  const options = words.filter(word => word.startsWith('--')).map(word => word.split('=')[0]);
  expect(options.filter(option => ![...EVERYWHERE, ...OPTIONS[name]].includes(option))).toEqual([]);
}

const changes = (commands: readonly Command[]) => commands.map(words => words.join(' ')).filter(line => !/ (?:describe|list|get-iam-policy) /.test(`${line} `));

test('every kind of grant, pool and account is made by commands and options that gcloud has', () => {
  for (const all of [[{ ...PROPS, grants: GRANTS }], [{ ...KUBERNETES_EXAMPLE, jwksJson: '{"keys":[{"kty":"RSA","kid":"a","n":"b","e":"AQAB"}]}' }]]) {
    const { status, errors, commands, output } = runRecorded(scriptOf(all, { restrictAwsAccounts: all[0] !== undefined && 'roleName' in all[0] }));
    expect([status, errors]).toEqual([0, '']);
    commands.forEach(expectKnown);
    expect(changes(commands).length).toBeGreaterThanOrEqual(5);
    expect(output).toContain(`gcpProjectNumber  ${all[0].gcpProjectNumber}`);
  }
});

test('--dry-run changes nothing, and prints every command that a run would make', () => {
  const script = scriptOf([{ ...PROPS, grants: GRANTS }]);
  const dry = runRecorded(script, '--dry-run');
  expect([dry.status, dry.errors, changes(dry.commands), dry.record]).toEqual([0, '', [], undefined]);
  expect(dry.output).toMatch(/Nothing was changed\.\n$/);
  const printed = dry.output.split('\n').filter(line => line.startsWith('  would run: '));
  expect(printed).toHaveLength(changes(runRecorded(script).commands).length);
});

test('--undo without a record takes nothing back', () => {
  const { status, errors, commands } = runRecorded(scriptOf([PROPS]), '--undo');
  expect([status, commands]).toEqual([1, []]);
  expect(errors).toMatch(/there is nothing to undo: .*side\.made/);
});

test('carries every text of a condition to gcloud, and runs nothing of it', () => {
  fc.assert(fc.property(hostileText, hostileText, (title, expression) => {
    const grants = [GcpGrant.project('roles/browser', { condition: { title, expression } })];
    const { status, errors, commands, record } = runRecorded(scriptOf([{ ...PROPS, access: GcpAccess.direct(), grants }]));
    expect([status, errors]).toEqual([0, '']);
    commands.forEach(expectKnown);
    const [condition] = (record ?? '').split('\n').filter(line => line.startsWith('grant\u001f')).map(line => line.split('\u001f')[5]);
    expect(JSON.parse(condition)).toEqual({ title, expression });
  }), { numRuns: 15 });
});

test('is a script that shells parse, whatever it describes', () => {
  let parsed = 0;
  fc.assert(fc.property(descriptions, sideOptions, (all, { deletionProtection: _, forget: __, auditLogs: ___, ...options }) => {
    let script;
    try {
      script = scriptOf(all, options);
    } catch {
      return;
    }
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    parsed += 1;
  }), { numRuns: 60 });
  expect(parsed).toBeGreaterThan(10);
});

test.each([
  ['a kind of grant that gcloud has no command for', { grants: [GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer')] }, {},
    /^grant 'roles\/bigquery.dataViewer' on BigQuery dataset '.*' has no command of the Google Cloud CLI: grant the role on its project, or write/],
  ['a Terraform type', { grants: [GcpGrant.resource('google_pubsub_schema_iam_member', 'roles/pubsub.viewer', { arguments: { schema: 'order' } })] }, {},
    /^grant 'roles\/pubsub.viewer' on google_pubsub_schema_iam_member '.*' has no command/],
  ['audit logs', {}, { auditLogs: true }, /^the audit logs of project 'my-gcp-project' are part of its allow policy/],
])('fails, with no script, for %s', (_, change, options, message) => {
  expect(() => scriptOf([{ ...PROPS, ...change }], options)).toThrow(message);
});
