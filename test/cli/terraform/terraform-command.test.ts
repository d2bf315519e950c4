import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../../lib/cli/run-command-line';
import { attributeCondition } from '../../../lib/federation/attribute-condition';
import { Synthesized, resources } from '../../gcp/synthesized';
import { describeWithTerraform, withTerraform, withoutGoogle } from '../../gcp/terraform';
import { temporaryFolder } from '../../proof/temporary-folder';
import { outputs } from '../../rehearsal/outputs';

const NAME = 'cdk-gcp-federation.tf.json';
const READER = { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader' };
const WRITER = { ...READER, roleName: 'gcs-writer', grants: [{ bucket: { name: 'reports', role: 'roles/storage.objectCreator' } }] };
const OTHER_ACCOUNT = {
  ...READER, awsAccountId: '444455556666', poolId: 'aws-444455556666', access: { impersonation: { serviceAccountId: 'other-account' } },
};

let folder: ReturnType<typeof temporaryFolder>;
let out: string;

beforeEach(() => {
  folder = temporaryFolder({ 'reader.json': READER, 'writer.json': WRITER, 'other.json': OTHER_ACCOUNT });
  out = join(folder.path, 'gcp');
});
afterEach(() => folder.remove());

async function command(...args: string[]) {
  let written = '';
  let errors = '';
  const code = await runCommandLine(args, { write: text => { written += text; }, writeError: text => { errors += text; }, colour: false });
  return { code, written, errors };
}

/** Runs the command on files of the folder. */
function terraform(...args: string[]) {
  return command('terraform', ...args.map(arg => arg.endsWith('.json') && !arg.startsWith('/') ? join(folder.path, arg) : arg));
}

/** What stands in the output folder. */
function configuration(): Synthesized {
  return JSON.parse(readFileSync(join(out, NAME), 'utf8'));
}

async function expectRefusal(args: string[], message: string | RegExp): Promise<void> {
  const { code, written, errors } = await terraform(...args);
  expect({ code, written }).toEqual({ code: 2, written: '' });
  expect(errors).toMatch(/^cdk-gcp-federation: [^\n]*\n$/);
  if (typeof message === 'string') expect(errors).toContain(message);
  else expect(errors).toMatch(message);
  expect(existsSync(out)).toBe(false);
}

test('writes one file, in a folder that it makes, and says so', async () => {
  const { code, written, errors } = await terraform('reader.json', '--out', out);
  expect({ code, written, errors }).toEqual({ code: 0, written: `Wrote ${join(out, NAME)}: 1 pool, 1 role, 8 resources.\n`, errors: '' });
  expect(readdirSync(out)).toEqual([NAME]);
});

test('writes what a user needs, and nothing of theirs: no backend, no path, no metadata', async () => {
  await terraform('reader.json', '--out', out);
  const text = readFileSync(join(out, NAME), 'utf8');
  const { '//': comment, ...blocks } = JSON.parse(text);
  expect(comment).toMatch(/^Written by cdk-gcp-federation: /);
  expect(Object.keys(blocks)).toEqual(['output', 'provider', 'resource', 'terraform']);
  expect(blocks.terraform).toEqual({ required_providers: { google: { source: 'hashicorp/google', version: '>= 6.22.0, < 9.0.0' } } });
  expect(blocks.provider).toEqual({ google: [{ project: 'my-gcp-project' }] });
  expect(text).not.toContain(folder.path);
  expect(text).not.toContain(process.cwd());
  expect(text).not.toMatch(/stackTrace|uniqueId|cdktf/);
});

test('writes the same bytes again, over its own file, and to the standard output', async () => {
  await terraform('reader.json', 'other.json', '--out', out);
  const first = readFileSync(join(out, NAME), 'utf8');
  expect(await terraform('reader.json', 'other.json', '--out', out)).toMatchObject({ code: 0 });
  expect(readFileSync(join(out, NAME), 'utf8')).toBe(first);
  expect(await terraform('reader.json', 'other.json', '--out', '-')).toEqual({ code: 0, written: first, errors: '' });
});

test('puts roles of one pool into it, and gives each account a pool of its own', async () => {
  expect((await terraform('reader.json', 'writer.json', 'other.json', '--out', out)).written).toContain(': 2 pools, 3 roles, ');
  const written = configuration();
  const providers = resources(written, 'google_iam_workload_identity_pool_provider');
  expect(Object.fromEntries(providers.map(({ attribute_condition: condition, aws }) => [aws.account_id, condition]))).toEqual({
    111122223333: attributeCondition(['arn:aws:sts::111122223333:assumed-role/gcs-reader', 'arn:aws:sts::111122223333:assumed-role/gcs-writer']),
    444455556666: attributeCondition(['arn:aws:sts::444455556666:assumed-role/gcs-reader']),
  });
  expect(resources(written, 'google_storage_bucket_iam_member')).toHaveLength(1);
  expect(resources(written, 'google_project_service')).toHaveLength(4);
});

test('moves nothing when a pool or a role is added', async () => {
  const addressesOf = ({ resource }: Synthesized) => Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map(name => `${type}.${name}`));
  await terraform('reader.json', '--out', out);
  const before = addressesOf(configuration());
  await terraform('other.json', 'writer.json', 'reader.json', '--out', out);
  expect(addressesOf(configuration())).toEqual(expect.arrayContaining(before));
});

test('leaves the project of the provider to the environment where there are several', async () => {
  writeFileSync(join(folder.path, 'other.json'), JSON.stringify({ ...OTHER_ACCOUNT, gcpProjectId: 'other-project', gcpProjectNumber: '42' }));
  await terraform('reader.json', 'other.json', '--out', out);
  expect(configuration().provider).toEqual({ google: [{}] });
});

test.each<[string[], (written: Synthesized) => unknown, unknown]>([
  [['--google-provider-version', '~> 7.1'], ({ terraform: { required_providers: { google } } }) => google.version, '~> 7.1'],
  [['--module'], ({ provider }) => provider, undefined],
  [['--no-enable-apis'], written => resources(written, 'google_project_service').length, 0],
  [['--existing-pool'], written => [resources(written, 'google_project_service').length, Object.keys(written.data!)], [0, ['google_iam_workload_identity_pool']]],
  [['--existing-pool', '--enable-apis'], written => resources(written, 'google_project_service').length, 4],
  [['--existing-provider'], written => Object.keys(written.data!), ['google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider']],
  [['--take-over', 'pool,provider', '--take-over', 'service-accounts'], written => written.import!.length, 3],
  [['--deletion-protection'], written => resources(written, 'google_service_account')[0].lifecycle, { prevent_destroy: true }],
  [['--forget'], ({ resource, removed }) => [resource, removed!.length], [undefined, 8]],
  [['--forget', '--audit-logs', '--restrict-aws-accounts'], ({ resource, removed }) => [resource, removed!.length], [undefined, 12]],
  [['--audit-logs'], written => resources(written, 'google_project_iam_audit_config').length, 2],
  [['--restrict-aws-accounts'], written => resources(written, 'google_org_policy_policy')[0].spec.rules[0].values.allowed_values, ['111122223333']],
])('takes %p', async (args, pick, expected) => {
  expect(await terraform('reader.json', '--out', out, ...args)).toMatchObject({ code: 0 });
  expect(pick(configuration())).toEqual(expected);
});

test('writes warnings beside the result, each once', async () => {
  const grants = [{ project: { role: 'roles/editor' } }];
  writeFileSync(join(folder.path, 'reader.json'), JSON.stringify({ ...READER, grants }));
  const { code, errors } = await terraform('reader.json', 'writer.json', '--out', out, '--existing-pool');
  expect(code).toBe(0);
  expect(errors.trim().split('\n')).toEqual([
    expect.stringMatching(/^warning: pool 'aws-identity-pool' exists: make sure/), expect.stringMatching(/^warning: .*'roles\/editor'/),
  ]);
});

test('reports for programs', async () => {
  const { written, errors } = await terraform('reader.json', '--out', out, '--json', '--existing-pool');
  expect(JSON.parse(written)).toEqual({ file: join(out, NAME), pools: 1, roles: 1, resources: 3, warnings: [expect.stringContaining('exists')] });
  expect(errors).toBe('');
});

test('--help tells every option', async () => {
  const { code, written } = await terraform('--help');
  expect(code).toBe(0);
  expect(written).toMatch(/^Usage: cdk-gcp-federation terraform FILE\.\.\. --out DIR/);
  const options = ['out', 'force', 'module', 'json', 'google-provider-version', 'enable-apis', 'no-enable-apis', 'existing-pool', 'existing-provider',
    'take-over', 'deletion-protection', 'forget', 'audit-logs', 'restrict-aws-accounts'];
  expect(options.filter(option => !new RegExp(`(?:  |, )--${option}\\b`).test(written))).toEqual([]);
});

test('fits the AWS side that is built from the same description', async () => {
  const { aws, remove } = outputs();
  try {
    writeFileSync(join(folder.path, 'reader.json'), JSON.stringify({ ...READER, grants: [{ project: { role: 'roles/storage.objectViewer' } }] }));
    await terraform('reader.json', '--out', out);
    expect((await command('rehearse', '--aws', aws, '--gcp', out)).code).toBe(0);
    writeFileSync(join(folder.path, 'reader.json'), JSON.stringify({ ...READER, roleName: 'other' }));
    await terraform('reader.json', '--out', out);
    expect((await command('rehearse', '--aws', aws, '--gcp', out)).code).toBe(1);
  } finally {
    remove();
  }
});

describe('a file of that name', () => {
  const mine = { resource: { google_storage_bucket: { mine: {} } } };

  test.each<[string, string]>([
    ['that others wrote', JSON.stringify(mine)], ['that is no JSON', '{'], ['that holds something else', 'null'], ['that is empty', ''],
  ])('%s stays', async (_, content) => {
    mkdirSync(out);
    writeFileSync(join(out, NAME), content);
    const { code, written, errors } = await terraform('reader.json', '--out', out);
    expect({ code, written }).toEqual({ code: 2, written: '' });
    expect(errors).toContain(`cdk-gcp-federation: '${join(out, NAME)}' was not written by this command: move it away, pass another --out, or --force to overwrite it (see `);
    expect(readFileSync(join(out, NAME), 'utf8')).toBe(content);
    expect(await terraform('reader.json', '--out', out, '--force')).toMatchObject({ code: 0 });
    expect(configuration()).toHaveProperty('resource.google_service_account');
  });

  test('that this command wrote stays as it was where the new input is bad', async () => {
    await terraform('reader.json', '--out', out);
    const before = readFileSync(join(out, NAME), 'utf8');
    writeFileSync(join(folder.path, 'reader.json'), JSON.stringify({ ...READER, roleName: 'a/b' }));
    expect(await terraform('reader.json', '--out', out)).toMatchObject({ code: 2 });
    expect(readFileSync(join(out, NAME), 'utf8')).toBe(before);
  });

  test('that is a folder stays, and nothing is left beside it', async () => {
    mkdirSync(join(out, NAME), { recursive: true });
    for (const force of [[], ['--force']]) {
      const { code, errors } = await terraform('reader.json', '--out', out, ...force);
      expect(code).toBe(2);
      expect(errors).toContain(`cannot write ${join(out, NAME)}: it is a folder`);
    }
    expect(readdirSync(out)).toEqual([NAME]);
  });
});

test('other files of the folder stay', async () => {
  mkdirSync(out);
  writeFileSync(join(out, 'backend.tf'), 'terraform {}');
  await terraform('reader.json', '--out', out);
  expect(readdirSync(out).sort()).toEqual(['backend.tf', NAME]);
  expect(readFileSync(join(out, 'backend.tf'), 'utf8')).toBe('terraform {}');
});

describe('refuses, with nothing written,', () => {
  test.each<[string, (out: string) => string[], string]>([
    ['no file', to => ['--out', to], 'no file was given: pass the JSON file of each role'],
    ['no folder', () => ['reader.json'], 'no --out was given: pass a folder, or - for the standard output'],
    ['an empty folder name', () => ['reader.json', '--out', ''], 'no --out was given'],
    ['a file instead of a folder', to => ['reader.json', '--out', join(to, 'main.tf.json')], "main.tf.json' looks like a file: pass a folder, in which 'cdk-gcp-federation.tf.json' is written"],
    ['an unknown option', to => ['reader.json', '--out', to, '--backend', 'gcs'], "option '--backend' is unknown"],
    ['a file that is not there', to => ['missing.json', '--out', to], 'missing.json: there is no such file or folder'],
    ['something unknown to take over', to => ['reader.json', '--out', to, '--take-over', 'members'], "--take-over 'members' is unknown: pass pool, provider, service-accounts"],
    ['APIs both ways', to => ['reader.json', '--out', to, '--enable-apis', '--no-enable-apis'], '--enable-apis contradicts --no-enable-apis'],
    ['a report on the standard output', () => ['reader.json', '--out', '-', '--json'], '--json reports on a file that was written'],
    ['a wrong version', to => ['reader.json', '--out', to, '--google-provider-version', 'latest'], "--google-provider-version 'latest' is not a Terraform version constraint"],
    ['a pool that exists here and elsewhere', to => ['reader.json', '--out', to, '--existing-pool', '--take-over', 'pool'], '--take-over pool contradicts --existing-pool: '],
    ['forgetting what it imports', to => ['reader.json', '--out', to, '--forget', '--take-over', 'provider'], '--forget contradicts --take-over: '],
    ['forgetting what it protects', to => ['reader.json', '--out', to, '--forget', '--deletion-protection'], '--forget contradicts --deletion-protection: '],
  ])('%s', async (_, args, message) => {
    await expectRefusal(args(out), message);
  });

  test('a folder below a file', async () => {
    const { code, errors } = await terraform('reader.json', '--out', join(folder.path, 'reader.json', 'below'));
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining('reader.json/below is a file') });
  });

  test('a wrong value, where it stands', async () => {
    writeFileSync(join(folder.path, 'reader.json'), JSON.stringify({ ...READER, awsAccountId: '1111' }, null, 2));
    await expectRefusal(['writer.json', 'reader.json', '--out', out], /reader\.json:4:3: awsAccountId '1111' is not an AWS account id: /);
  });

  test('an unknown key, where it stands', async () => {
    writeFileSync(join(folder.path, 'reader.json'), JSON.stringify({ ...READER, polId: 'x' }, null, 2));
    await expectRefusal(['reader.json', '--out', out], /reader\.json:6:3: key 'polId' is unknown: did you mean 'poolId'\?/);
  });

  const more = Array.from({ length: 11 }, (_, index) => [`more-${index}.json`, { ...READER, roleName: `role-${index}` }] as const);

  test.each<[string, object, RegExp]>([
    ['the same role twice', READER, /:5:3: roleName 'gcs-reader' is in pool 'aws-identity-pool' already: /],
    ['two accounts in a pool', { ...READER, awsAccountId: '444455556666' }, /:1:1: poolId 'aws-identity-pool' is the pool of AWS account 111122223333 and of AWS account 444455556666: /],
    ['two providers in a pool', { ...WRITER, providerId: 'other' }, /: providerId 'other' differs from 'aws-provider'/],
    ['one service account of two pools', { ...READER, poolId: 'other-pool' }, /: serviceAccountId 'gcs-reader-b8ee5d75' in project 'my-gcp-project' is created by /],
    ['half a character', { ...WRITER, grants: [{ project: { role: 'roles/browser', condition: { title: 'a', expression: 'a\rb' } } }] }, /condition\.expression 'a\rb' has a carriage return/],
  ])('%s, in the file that does not go with those before it', async (_, description, message) => {
    for (const [name, content] of more) writeFileSync(join(folder.path, name), JSON.stringify(content));
    writeFileSync(join(folder.path, 'bad.json'), JSON.stringify(description, null, 2));
    const names = more.map(([name]) => name);
    for (const position of [0, 4, names.length]) {
      const files = [...names.slice(0, position), 'bad.json', ...names.slice(position)];
      const { code, errors } = await terraform('reader.json', ...files, '--out', out);
      expect(code).toBe(2);
      expect(errors).toContain('bad.json:');
      expect(errors).toMatch(message);
      expect(existsSync(out)).toBe(false);
    }
  });
});

describeWithTerraform('the real Terraform', () => {
  const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool';

  test('applies several pools, and has nothing left to do when they are written in another order', async () => {
    writeFileSync(join(folder.path, 'other.json'), JSON.stringify({ ...OTHER_ACCOUNT, poolId: '444455556666' }));
    const local = async (...files: string[]) => {
      await terraform(...files, '--out', out);
      const { resource, ...rest } = configuration();
      // Each pool's postcondition wants its own name.
      const named = JSON.parse(JSON.stringify(resource).replaceAll('/444455556666\\"}', '/aws-identity-pool\\"}'));
      return withoutGoogle({ ...rest, resource: named }, POOL);
    };
    const [one, both, reversed] = [await local('reader.json'), await local('reader.json', 'other.json'), await local('other.json', 'reader.json')];
    withTerraform(one, (run, reconfigure) => {
      expect(run('apply', '-auto-approve', '-input=false', '-no-color')).toMatchObject({ status: 0, text: expect.stringContaining('8 added, 0 changed, 0 destroyed') });
      reconfigure(both);
      expect(run('apply', '-auto-approve', '-input=false', '-no-color')).toMatchObject({ status: 0, text: expect.stringContaining('4 added, 0 changed, 0 destroyed') });
      reconfigure(reversed);
      expect(run('plan', '-detailed-exitcode', '-input=false', '-no-color').status).toBe(0);
    });
  });
});
