import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_ERRORS, literalsOf, patternOf } from './command-errors';
import { ROOT } from '../samples';
import { gcloudFailing, inFolderWithSpace, initializing, Provoke, rehearsing, running, withoutNamespaces } from './command-errors/provoke';
import { thrownMessages, trimmed } from './command-errors/thrown';
import { FLAGS } from '../../cli/init/init';

const ERRORS = COMMAND_ERRORS.flatMap(({ errors }) => errors);
const MANIFEST = { artifacts: {} };
const RESOURCES = { Resources: {} };
/** A Google side that can be read. */
const GOOGLE = { 'gcp/main.tf.json': { resource: { google_project: { p: {} } } } };
const INSTANCE = 'user data of somebody else';
const marked = (...lines: string[]) => ['#!/bin/bash', ...lines].join('\n');

/** What leads to them, where it is cheap to do. */
const PROVOKED: Readonly<Record<string, Provoke>> = {
  'cannot read PATH: there is no such file or folder': running(['check', '--aws', './cdk.out']),
  'cannot read PATH: it is a folder': running(['terraform', './federations', '--out', '-'], { 'federations/.keep': '' }),
  'cannot read PATH: it is not a regular file': running(['check', '--aws', '/dev/null']),
  'cannot read PATH: it holds no manifest.json, template, Kubernetes manifest or Terraform': running(['check', '--aws', './empty', '--gcp', './gcp'], {
    ...GOOGLE, 'empty/notes.txt': '',
  }),
  'cannot read PATH: it is not a CloudFormation template: it has no Resources': running(['check', '--aws', './package.json'], { 'package.json': { name: 'app' } }),
  'cannot read PATH: malformed JSON': running(['check', '--aws', './template.json', '--gcp', './gcp'], { ...GOOGLE, 'template.json': 'Resources:\n' }),
  'cannot read PATH: it is not valid YAML at line NUMBER, column NUMBER': running(['check', '--aws', './a.yaml', '--gcp', './gcp'], { ...GOOGLE, 'a.yaml': 'a: [' }),
  'cannot read PATH: it holds no object: neither a template nor a Kubernetes manifest': running(['check', '--aws', './a.yaml', '--gcp', './gcp'], { ...GOOGLE, 'a.yaml': 'a' }),
  'cannot read PATH: it holds JSON, but not an object': running(['check', '--aws', './pods.json'], { 'pods.json': [{ apiVersion: 'v1', kind: 'Pod' }] }),
  'cannot read PATH: the file is empty': running(['check', '--aws', './template.json'], { 'template.json': '' }),
  'cannot read PATH: it declares no resource of Google Cloud, so there is nothing to judge': running(['check', '--aws', './cdk.out', '--gcp', './gcp'], {
    'cdk.out/manifest.json': MANIFEST, 'gcp/main.tf': '',
  }),
  'cannot read PATH: it holds no Terraform configuration (*.tf, *.tf.json, stacks/*/cdk.tf.json), plan.json or terraform.tfstate': running(['check', '--aws', './cdk.out', '--gcp', './gcp'], {
    'cdk.out/manifest.json': MANIFEST, 'gcp/notes.txt': '',
  }),
  'cannot read PATH: no stack in it holds a *.tf.json file': running(['check', '--aws', './cdk.out', '--gcp', './cdktf.out'], { 'cdk.out/manifest.json': MANIFEST, 'cdktf.out/stacks/gcp/notes.txt': '' }),
  'cannot read PATH: ADDRESS is not an object': rehearsing({}, { resource: { google_project: { p: 1 } } }),
  "cannot read PATH: 'ADDRESS' is not an object": rehearsing({}, { resource: { google_project: 'p' } }),
  'cannot read PATH: its JSON is nested more than NUMBER levels deep': running(['check', '--aws', './template.json'], { 'template.json': `${'{"a":'.repeat(300)}1${'}'.repeat(300)}` }),
  'cannot read PATH: assemblies are nested more than NUMBER levels deep, or in each other': running(['check', '--aws', './cdk.out'], {
    'cdk.out/manifest.json': { artifacts: { Self: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } },
  }),
  'cannot read PATH: no EC2 instance in it has user data that installs a credential configuration': rehearsing({ userData: () => '#!/bin/sh' }),
  'cannot read PATH: NAME was not rehearsed, only check judges it: REASON': rehearsing({ userData: block => /\{[^]*\n\}/.exec(block)![0] }),
  'NAME: the stack is bound to no account, and the Google side does not tell one': rehearsing({ environment: 'aws://unknown-account/eu-west-1', binding: { member: 'allUsers' } }),
  'NAME: AWS generates the name of the role, and the Google side does not admit exactly one': rehearsing({ role: { RoleName: undefined }, binding: { member: 'allUsers' } }),
  "cannot read PATH: NAME: user data has the line 'MARKER' but no line 'MARKER': it was cut off": rehearsing({ userData: block => marked(block.split('\n')[0]) }),
  'cannot read PATH: NAME: the commands between the markers are of version VALUE, in which this version of cdk-gcp-federation finds no values': rehearsing({
    userData: () => marked('# >>> cdk-gcp-federation v7', INSTANCE, '# <<< cdk-gcp-federation v7'),
  }),
  'cannot read PATH: NAME: the commands between the markers are not what this version of cdk-gcp-federation writes': rehearsing({
    userData: block => marked(block.split('\n')[0], INSTANCE, block.split('\n').at(-1)!),
  }),
  'the Google side has no workload identity pool provider for NAME: synthesize GcpFederationStack, or pass the folder that holds it': rehearsing({}, { resource: { google_project: { p: {} } } }),
  'the namespace form cannot run here, REASON; or pass --form loopback': withoutNamespaces,
  "form 'VALUE' is unknown": running(['rehearse', '--aws', './cdk.out', '--gcp', './gcp', '--form', 'docker'], { ...GOOGLE, 'cdk.out/manifest.json': MANIFEST }),
  "temporary folder 'PATH' has a character that shells read": inFolderWithSpace,
  'nobody can be asked here, since the standard input is not a terminal: pass FLAGS': initializing([]),
  'the input ended before every question was answered': initializing([], {}, []),
  "'PATH' exists and is never overwritten": initializing(FLAGS, { 'federation.ts': '' }),
  'gcloud did not tell the number of PROJECT: REASON': gcloudFailing,
  '--FLAG: REASON': initializing(['--role-name', 'a/b', ...FLAGS.filter(flag => !['--role-name', 'gcs-reader'].includes(flag))]),
  "--grant: grant 'VALUE': kind 'KIND' is unknown": initializing([...FLAGS, '--grant', 'bukkit:reports:roles/storage.objectViewer']),
  "--grant: grant 'VALUE' does not name the KIND": initializing([...FLAGS, '--grant', 'bucket:roles/storage.objectViewer']),
  '--gcp writes TypeScript, which has no use for federation.json': initializing([...FLAGS, '--gcp'], { 'cdk.json': { app: 'python app.py' } }),
  '--direct contradicts --service-account': initializing([...FLAGS, '--direct', '--service-account', 'reader']),
  '--out - prints one file': initializing([...FLAGS, '--out', '-', '--gcp']),
  "'PATH' was not written by this command: move it away, pass another --out, or --force to overwrite it": running(['terraform', './federation.json', '--out', './gcp'], { 'gcp/cdk-gcp-federation.tf.json': {} }),
  "--out 'PATH' looks like a file": running(['terraform', './federation.json', '--out', './gcp/main.tf.json']),
  'FILE:LINE:COLUMN: REASON': running(['terraform', './federation.json', '--out', '-'], { 'federation.json': { gcpProjectId: 1 } }),
  'cannot write PATH: REASON': running(['check', '--aws', './template.json', '--gcp', './gcp', '--html', './nowhere/report.html'], { ...GOOGLE, 'template.json': RESOURCES }),
  "option 'OPTION' is unknown": running(['check', '--zzz']),
  "option 'OPTION' has no value: pass one, as in OPTION=VALUE": running(['check', '--aws']),
  "option 'OPTION' takes no value: leave the value out": running(['check', '--json=yes']),
  "command 'VALUE' is unknown": running(['chekc']),
  'no command was given': running([]),
  "argument 'VALUE' is not expected: pass paths by --aws and --gcp": running(['rehearse', 'cdk.out']),
  "argument 'VALUE' is not expected: pass answers by flags": initializing(['gcs-reader']),
  'OPTION and OPTION would both write to the standard output': running(['check', '--json', '--sarif', '-']),
  "--time-limit 'VALUE' is not a number of seconds": running(['rehearse', '--time-limit', '0']),
  'no file was given': running(['terraform']),
  'no --out was given': running(['terraform', './federation.json']),
  '--json reports on a file that was written': running(['terraform', './federation.json', '--out', '-', '--json']),
  '--enable-apis contradicts --no-enable-apis': running(['terraform', './federation.json', '--out', '-', '--enable-apis', '--no-enable-apis']),
  "--take-over 'VALUE' is unknown": running(['terraform', './federation.json', '--out', '-', '--take-over', 'all']),
  'no error text was given': running(['explain', '']),
};

test.each(Object.entries(PROVOKED))('the command says: %s', async (error, provoke) => {
  expect(ERRORS).toContain(error);
  expect(await provoke()).toMatch(patternOf(error));
}, 20_000);

/** Sources, with texts that go over lines joined. */
const SOURCES = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(join(ROOT, 'lib', file), 'utf8').replaceAll("\\'", "'").replace(/['`]\s*\+ ['`]/g, '')).join('\n');

test.each(ERRORS.filter(error => !(error in PROVOKED)))('the sources hold the text of: %s', error => {
  expect(ownLiterals(error).filter(text => !SOURCES.includes(text))).toEqual([]);
});

/** Without what every `InputError` begins with. */
function ownLiterals(error: string): string[] {
  return trimmed(literalsOf(error.replace(/^cannot read PATH: /, '')));
}

test('whatever ends the command with exit code 2 is on the page', () => {
  const onPage = ERRORS.flatMap(ownLiterals);
  const thrown = thrownMessages();
  expect(thrown.length).toBeGreaterThan(40);
  const missing = thrown.filter(({ literals: [first] }) => !onPage.some(known => first.startsWith(known) || known.startsWith(first)));
  expect(missing).toEqual([]);
});
