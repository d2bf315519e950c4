import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeApp } from './app';
import { federationIn } from './evaluate';
import { FLAGS, init } from './init';
import { resolveFederation } from '../../../lib/federation/federation';
import { temporaryFolder } from '../../proof/temporary-folder';

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.path;
});
afterEach(() => temporary.remove());

function text(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

describe('with every answer in a flag', () => {
  test('writes federation.ts and says what is left to do', async () => {
    const { code, written, errors } = await init([...FLAGS, '--grant', 'roles/storage.objectViewer', '--grant', 'bucket:reports:roles/storage.objectCreator'], { folder });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(readdirSync(folder)).toEqual(['federation.ts']);
    const { roleName, access, grants } = resolveFederation(federationIn(text('federation.ts')));
    expect({ roleName, email: access.serviceAccount?.email, grants: grants.map(({ resource, role }) => [resource, role]) }).toEqual({
      roleName: 'gcs-reader',
      email: 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com',
      grants: [['project', 'roles/storage.objectViewer'], ['bucket', 'roles/storage.objectCreator']],
    });
    expect(written).toMatch(/^Wrote federation\.ts\.\nThe role acts as gcs-reader-b8ee5d75@my-gcp-project\.iam\.gserviceaccount\.com, which the Google side creates\.\n\nAdd to the stack of the workload:\n\n {2}import \{ GcpFederatedRole \}/);
    expect(written).toContain("\nThe Google side, gcp.ts:\n\n  import { App } from 'cdktf';\n");
    expect(written).toContain('\n  npx cdk-gcp-federation check\n');
  });

  test('--gcp writes the Google side as well, and shows it no more', async () => {
    const { written } = await init([...FLAGS, '--gcp'], { folder });
    expect(readdirSync(folder)).toEqual(['federation.ts', 'gcp.ts']);
    expect(written).toMatch(/^Wrote federation\.ts and gcp\.ts\.\nThe role acts as /);
    expect(written).not.toContain('The Google side');
  });

  test('--json writes federation.json, and names the command that reads it', async () => {
    const { written } = await init([...FLAGS, '--json', '--direct', '--out', 'config'], { folder });
    expect(readdirSync(join(folder, 'config'))).toEqual(['federation.json']);
    expect(JSON.parse(text('config/federation.json'))).toEqual({
      $schema: expect.stringMatching(/^https:\/\/raw\.githubusercontent\.com\/.+\/main\/schema\/federation\.schema\.json$/),
      gcpProjectId: 'my-gcp-project',
      gcpProjectNumber: '123456789012',
      awsAccountId: '111122223333',
      roleName: 'gcs-reader',
      access: 'direct',
    });
    expect(written).not.toContain('acts as');
    expect(written).toContain('npx cdk-gcp-federation terraform config/federation.json --out gcp\n  npx cdk-gcp-federation check --gcp gcp\n');
  });

  test('--out - writes the text alone, and no file', async () => {
    const { written } = await init([...FLAGS, '--out', '-'], { folder });
    expect(resolveFederation(federationIn(written)).roleName).toBe('gcs-reader');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('takes a grant on a project with its kind, and on a different project', async () => {
    await init([...FLAGS, '--grant', 'project:roles/browser', '--grant', 'project:data-project:roles/bigquery.jobUser'], { folder });
    expect(text('federation.ts')).toContain("    GcpGrant.project('roles/browser'),\n    GcpGrant.project('roles/bigquery.jobUser', { project: 'data-project' }),\n");
    expect(resolveFederation(federationIn(text('federation.ts'))).grants.map(({ project, role }) => [project, role])).toEqual([
      ['my-gcp-project', 'roles/browser'], ['data-project', 'roles/bigquery.jobUser'],
    ]);
  });

  test('passes on what the library warns of', async () => {
    const { code, errors } = await init([...FLAGS, '--grant', 'roles/owner'], { folder });
    expect(code).toBe(0);
    expect(errors).toMatch(/^warning: .*roles\/owner/);
  });

  test('--pool-id and --aws-partition', async () => {
    await init([...FLAGS, '--pool-id', 'aws-second', '--aws-partition', 'aws-us-gov', '--service-account', 'x-reader@other-project.iam.gserviceaccount.com'], { folder });
    expect(resolveFederation(federationIn(text('federation.ts')))).toMatchObject({ poolId: 'aws-second', awsPartition: 'aws-us-gov', access: { serviceAccount: { project: 'other-project' } } });
  });
});

describe('refuses, with nothing written,', () => {
  test.each<[string, string[], string]>([
    ['a wrong project', [...FLAGS, '--gcp-project-id', '123456'], "--gcp-project-id: gcpProjectId '123456' is a project number"],
    ['a wrong number', [...FLAGS, '--gcp-project-number', 'my-gcp-project'], "--gcp-project-number: gcpProjectNumber 'my-gcp-project' is not a project number"],
    ['a role with a path', [...FLAGS, '--role-name', 'a/b'], "--role-name: roleName 'a/b' contains a path: pass the bare name 'b'"],
    ['a short account', [...FLAGS, '--aws-account-id', '1'], "--aws-account-id: awsAccountId '1' is not an AWS account id"],
    ['an account of Google that is none', [...FLAGS, '--service-account', 'X'], "--service-account: serviceAccountId 'X' is not"],
    ['a role of Google that is none', [...FLAGS, '--grant', 'viewer'], "--grant: role 'viewer' is not a Google Cloud role"],
    ['a grant without the name', [...FLAGS, '--grant', 'bucket:roles/x.y'], "grant 'bucket:roles/x.y' does not name the bucket: write bucket:NAME:roles/x.y"],
    ['a kind of resource that is misspelt', [...FLAGS, '--grant', 'buckt:a:roles/x'], "grant 'buckt:a:roles/x': kind 'buckt' is unknown: did you mean 'bucket'?"],
    ['a kind that every object has', [...FLAGS, '--grant', 'toString:a:roles/x'], "kind 'toString' is unknown"],
    ['a grant that a role cannot hold directly', [...FLAGS, '--direct', '--grant', 'roles/run.servicesInvoker'], 'roles/run.servicesInvoker'],
    ['a partition that Google does not know', [...FLAGS, '--aws-partition', 'aws-cn'], "awsPartition 'aws-cn' cannot federate"],
    ['a pool of Google itself', [...FLAGS, '--pool-id', 'gcp-x'], "--pool-id 'gcp-x' starts with 'gcp-'"],
    ['both accesses', [...FLAGS, '--direct', '--service-account', 'reader-x'], '--direct contradicts --service-account'],
    ['an argument', [...FLAGS, 'reader'], "argument 'reader' is not expected"],
    ['JSON with TypeScript', [...FLAGS, '--json', '--gcp'], '--gcp writes TypeScript'],
    ['two files on the standard output', [...FLAGS, '--gcp', '--out', '-'], '--out - prints one file'],
  ])('%s', async (_, args, message) => {
    const { code, written, errors } = await init(args, { folder });
    expect({ code, written }).toEqual({ code: 2, written: '' });
    expect(errors).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('without a terminal, missing answers, naming every flag', async () => {
    const { code, errors } = await init(['--gcp-project-number', '1'], { folder });
    expect(code).toBe(2);
    expect(errors).toBe('nobody can be asked here, since the standard input is not a terminal: pass --gcp-project-id, --role-name, --aws-account-id, or --yes to take --role-name gcp-workload');
  });

  test('what --yes cannot propose', async () => {
    const { code, errors } = await init(['--yes'], { folder });
    expect(code).toBe(2);
    expect(errors).toBe('nobody can be asked here, since the standard input is not a terminal: pass --gcp-project-id, --gcp-project-number, --aws-account-id');
  });
});

describe('never overwrites', () => {
  test.each(['federation.ts', 'gcp.ts'])('%s, and asks nothing before', async name => {
    writeFileSync(join(folder, name), 'mine');
    const { code, errors, asked } = await init(['--gcp'], { folder, typed: [] });
    expect(code).toBe(2);
    expect(asked).toBe('');
    expect(errors).toBe(`'${join(folder, name)}' exists and is never overwritten: move it away, or pass another folder by --out`);
    expect(readdirSync(folder)).toEqual([name]);
    expect(text(name)).toBe('mine');
  });

  test('what a link leads to', async () => {
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'federation.ts'));
    expect(await init(FLAGS, { folder })).toMatchObject({ code: 2, errors: expect.stringContaining('exists and is never overwritten') });
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  test('a federation.json that stands beside is no obstacle for federation.ts', async () => {
    writeFileSync(join(folder, 'federation.json'), 'mine');
    expect(await init(FLAGS, { folder })).toMatchObject({ code: 0 });
    expect(text('federation.json')).toBe('mine');
  });
});

describe('proposes from the app', () => {
  const PROJECT = ['--gcp-project-id', 'my-gcp-project', '--gcp-project-number', '123456789012', '--yes'];

  test('the role of the instance, before others, with its account; and says how to add it', async () => {
    synthesizeApp(join(folder, 'cdk.out'), { account: '222233334444', region: 'eu-central-1', functions: ['a-function'], instances: ['reports-host'] });
    const { code, written } = await init(PROJECT, { folder });
    expect(code).toBe(0);
    expect(federationIn(text('federation.ts'))).toMatchObject({ roleName: 'reports-host', awsAccountId: '222233334444' });
    expect(written).toContain('Add to the stack of Reports/Host0:\n');
    expect(written).toContain("\n  new GcpFederatedRole(this, 'Gcp', { ...federation, role: instance.role }).addToInstance(instance);\n");
  });

  test('no role where several would do, but the account that they share', async () => {
    synthesizeApp(join(folder, 'cdk.out'), { account: '222233334444', region: 'eu-central-1', instances: ['one', 'two'] });
    const { written } = await init(PROJECT, { folder });
    expect(federationIn(text('federation.ts'))).toMatchObject({ roleName: 'gcp-workload', awsAccountId: '222233334444' });
    expect(written).toContain("  const gcp = new GcpFederatedRole(this, 'Gcp', federation);\n");
  });

  test('a role without an instance is passed by name', async () => {
    synthesizeApp(join(folder, 'cdk.out'), { account: '222233334444', region: 'eu-central-1', functions: ['a-function'] });
    const { written } = await init(PROJECT, { folder });
    expect(federationIn(text('federation.ts'))).toMatchObject({ roleName: 'a-function' });
    expect(written).toContain("  const gcp = new GcpFederatedRole(this, 'Gcp', { ...federation, role });\n");
  });

  test('the partition of the region, of which the library warns', async () => {
    synthesizeApp(join(folder, 'cdk.out'), { account: '222233334444', region: 'us-gov-west-1', instances: ['reports-host'] });
    const { errors } = await init(PROJECT, { folder });
    expect(federationIn(text('federation.ts'))).toMatchObject({ awsPartition: 'aws-us-gov' });
    expect(errors).toContain('GovCloud');
  });

  test('the account of the environment where no stack has one', async () => {
    synthesizeApp(join(folder, 'cdk.out'), { instances: ['reports-host'] });
    await init(PROJECT, { folder, environment: { PATH: '', CDK_DEFAULT_ACCOUNT: '333344445555' } });
    expect(federationIn(text('federation.ts'))).toMatchObject({ awsAccountId: '333344445555' });
  });

  test('outputs where cdk.json has them, and imports from where its app starts', async () => {
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'npx ts-node --prefer-ts-exts bin/app.ts', output: 'build/out' }));
    mkdirSync(join(folder, 'build'));
    synthesizeApp(join(folder, 'build/out'), { account: '222233334444', region: 'eu-central-1', instances: ['reports-host'] });
    const { written } = await init([...PROJECT, '--out', 'lib'], { folder });
    expect(federationIn(text('lib/federation.ts'))).toMatchObject({ roleName: 'reports-host' });
    expect(written).toContain("  import { federation } from '../lib/federation';\n");
    expect(written).toContain('  npx cdk-gcp-federation check --aws build/out\n');
  });

  test.each([['python3 app.py', true], ['mvn -e -q compile exec:java', true], ['dotnet run --project src/App', true], ['go mod download && go run app.go', true],
    ['npx ts-node --prefer-ts-exts bin/go-app.ts', false], ['npx tsx bin/python.ts', false], ['node bin/app.js', false]])('the JSON form for an app that %j starts: %j', async (app, json) => {
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app }));
    await init(FLAGS, { folder });
    expect(readdirSync(folder)).toContain(json ? 'federation.json' : 'federation.ts');
  });

  test('nothing from outputs that cannot be read, which it says', async () => {
    mkdirSync(join(folder, 'cdk.out'));
    writeFileSync(join(folder, 'cdk.json'), '{');
    const { code, errors } = await init(FLAGS, { folder });
    expect(code).toBe(0);
    expect(errors).toMatch(/^note: cannot read \S+cdk\.json: malformed JSON.*\nnote: cannot read \S+cdk\.out: it holds no manifest\.json/);
  });
});

describe('asks', () => {
  test('what no flag answers, with proposals in brackets, and again where the library refuses', async () => {
    synthesizeApp(join(folder, 'cdk.out'), { account: '222233334444', region: 'eu-central-1', instances: ['reports-host', undefined] });
    const typed = ['My-Project', 'my-gcp-project', '', '123456789012', 'path/reader', '', '1', '', 'no', 'direct', 'roles/run.servicesInvoker', 'roles/storage.objectViewer', 'maybe', 'y'];
    const { code, asked, errors } = await init([], { folder, typed });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(federationIn(text('federation.ts'))).toMatchObject({ gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', roleName: 'reports-host', awsAccountId: '222233334444' });
    expect(text('federation.ts')).toContain('GcpAccess.direct()');
    expect(existsSync(join(folder, 'gcp.ts'))).toBe(true);
    expect(asked).toContain('Read cdk.out: 1 named role, account 222233334444.');
    expect(asked).toContain('Reports/Host1 has a role whose name AWS makes up');
    expect(asked.match(/^Google Cloud project, by id: /gm)).toHaveLength(2);
    expect(asked).toContain("  gcpProjectId 'My-Project' is not a Google Cloud project id: pass 6 to 30 lower-case letters");
    expect(asked).toContain("gcpProjectNumber '' is empty");
    expect(asked.replaceAll('\n', '')).toContain("contains a path: pass the bare name 'reader'");
    expect(asked.match(/^IAM role of the workload \[reports-host\]: /gm)).toHaveLength(2);
    expect(asked.match(/^AWS account of the role \[222233334444\]: /gm)).toHaveLength(2);
    expect(asked.match(/^Service account \[reports-host-7a981487\]: /gm)).toHaveLength(2);
    expect(asked.match(/^What it may do, empty for nothing yet: /gm)).toHaveLength(2);
    expect(asked.match(/^Write gcp\.ts too, the Google side by CDKTF\? \[y\/N\]: /gm)).toHaveLength(2);
  });

  test('once more if Google has no such role, and takes Enter for yes', async () => {
    const typed = ['', 'roles/storage.objectViewr roles/browser', 'roles/storage.objectViewer roles/brwser', '', 'n'];
    const { code, asked, errors } = await init(FLAGS, { folder, typed });
    expect(code).toBe(0);
    expect(asked).toMatch(/^ {2}'roles\/storage\.objectViewr' is not among Google's predefined roles of \S+; did you mean 'roles\/storage\.objectViewer' or /m);
    expect(asked).toContain('What it may do, empty for nothing yet [roles/storage.objectViewer roles/brwser]: ');
    expect(text('federation.ts')).toContain("GcpGrant.project('roles/brwser')");
    expect(errors).toMatch(/^warning: grant 'roles\/brwser' on project 'my-gcp-project' is not among Google's predefined roles/m);
  });

  test('nothing that a flag answers', async () => {
    const { code, asked } = await init([...FLAGS, '--service-account', 'gcs-reader', '--grant', 'roles/viewer', '--gcp'], { folder, typed: [] });
    expect(code).toBe(0);
    expect(asked).not.toContain(': ');
  });

  test('and writes nothing where the input ends', async () => {
    const { code, errors } = await init([], { folder, typed: ['my-gcp-project'] });
    expect(code).toBe(2);
    expect(errors).toContain('the input ended before every question was answered: nothing was written');
    expect(readdirSync(folder)).toEqual([]);
  });
});
