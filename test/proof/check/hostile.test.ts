import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { check, CheckReport, InputError } from '../../../lib/proof';
import { temporaryFolder } from '../temporary-folder';

const FITTING = join(__dirname, '../../fixtures/corpus/fits-heredoc-and-default-mapping');
const MILLISECONDS_AT_MOST = 5000;
const HEAP_AT_MOST = 400 * 1024 * 1024;

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

function folder(files: Record<string, unknown>): string {
  const made = temporaryFolder(files);
  folders.push(made);
  return made.path;
}

/** Runs a check and holds it against bounds of time and memory. */
function bounded(run: () => CheckReport): CheckReport | Error {
  const [started, before] = [performance.now(), process.memoryUsage().heapUsed];
  let result: CheckReport | Error;
  try {
    result = run();
  } catch (error) {
    result = error as Error;
  }
  expect(performance.now() - started).toBeLessThan(MILLISECONDS_AT_MOST);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(HEAP_AT_MOST);
  return result;
}

const aws = (template: unknown) => bounded(() => check({ aws: `${folder({ 't.json': template })}/t.json`, gcp: `${FITTING}/main.tf.json` }));
const gcp = (terraform: unknown) => bounded(() => check({ aws: `${FITTING}/template.json`, gcp: `${folder({ 'main.tf.json': terraform })}/main.tf.json` }));

const nested = (depth: number, open: string, close: string, inside = '1') => open.repeat(depth) + inside + close.repeat(depth);

describe('what cannot be read is an error with the name of the file', () => {
  test.each<[string, string, RegExp]>([
    ['truncated JSON', '{"Resources": {"A": {"Type": "AWS::IAM', /t\.json: malformed JSON/],
    ['an empty file', '', /t\.json: the file is empty/],
    ['a list', '[]', /t\.json: it holds JSON, but not an object/],
    ['a number', '1e999', /not an object/],
    ['null bytes', '\u0000\u0000', /malformed JSON/],
    ['JSON that nests a million levels', nested(1_000_000, '[', ']'), /nested more than 200 levels deep/],
    ['objects that nest 100,000 levels', nested(100_000, '{"a":', '}'), /nested more than 200 levels deep/],
  ])('%s', (_, text, message) => {
    for (const result of [aws(text), gcp(text)]) {
      expect(result).toBeInstanceOf(InputError);
      expect((result as Error).message).toMatch(text.startsWith('{"Res') ? /malformed JSON/ : new RegExp(message.source.replace('t\\.json', '(?:t|main\\.tf)\\.json')));
    }
  });

  test('a template of 100 MB', () => {
    const path = join(folder({}), 'large.json');
    const file = openSync(path, 'w');
    writeSync(file, '{"Resources": {"A": {"Type": "');
    for (let megabyte = 0; megabyte < 100; megabyte++) writeSync(file, 'x'.repeat(1024 * 1024));
    writeSync(file, '"}}}');
    closeSync(file);
    for (const result of [bounded(() => check({ aws: path, gcp: `${FITTING}/main.tf.json` })), bounded(() => check({ aws: `${FITTING}/template.json`, gcp: path }))]) {
      expect(result).toBeInstanceOf(InputError);
      expect((result as Error).message).toMatch(/large\.json: it has \d+ bytes, more than 67108864 are not read/);
    }
  });

  test('a device that never ends', () => {
    expect(bounded(() => check({ aws: '/dev/zero', gcp: `${FITTING}/main.tf.json` }))).toBeInstanceOf(InputError);
  });

  test('stacks that are nested in each other', () => {
    const stack = (asset: string) => ({ Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': asset } } } });
    const path = folder({ 'a.json': stack('b.json'), 'b.json': stack('a.json') });
    const result = bounded(() => check({ aws: `${path}/a.json`, gcp: `${FITTING}/main.tf.json` }));
    expect((result as Error).message).toMatch(/stacks are nested more than 20 levels deep, or in each other/);
  });

  test('an assembly that holds itself', () => {
    const path = folder({ 'manifest.json': { artifacts: { Again: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } } });
    const result = bounded(() => check({ aws: path, gcp: `${FITTING}/main.tf.json` }));
    expect(result).toBeInstanceOf(InputError);
    expect((result as Error).message).toMatch(/nested more than/);
  });
});

function provider(changes: object) {
  const terraform = JSON.parse(readFileSync(join(FITTING, 'main.tf.json'), 'utf8')) as { resource: Record<string, Record<string, Record<string, unknown>>> };
  Object.assign(terraform.resource.google_iam_workload_identity_pool_provider.aws, changes);
  return terraform;
}

describe('an expression that cannot be evaluated admits nobody', () => {
  const ARN = "'arn:aws:sts::210987654321:assumed-role/data-sync'";
  const LIST = `[${Array.from({ length: 60 }, (_, index) => index).join(',')}]`;
  test.each<[string, string]>([
    ['brackets that nest 2,000 levels', `${nested(2000, '(', ')', 'true')}`],
    ['lists that nest 2,000 levels', `${nested(2000, '[', ']', '')} == []`],
    ['4,001 negations', `${'!'.repeat(4001)}true`],
    ['loops within loops', `${LIST}.all(a, ${LIST}.all(b, ${LIST}.all(c, ${LIST}.all(d, ${LIST}.all(e, ${LIST}.all(f, a + b + c + d + e + f >= 0))))))`],
    ['an expression of 5 MB', `attribute.aws_role == ${ARN}${' || false'.repeat(600_000)}`],
    ['a regular expression of nested quantifiers with a long subject', "assertion.arn.matches('^(([a-z]+)*:*)*$')"],
    ['a regular expression of counted repetitions', "assertion.arn.matches('(.{1,1000}){1,1000}x')"],
    ['a regular expression with a backreference', "assertion.arn.matches('(a)\\\\1')"],
    ['an unbalanced string', 'attribute.aws_role == \'arn'],
    ['nothing but an operator', '&&'],
    ['a text', "'true'"],
    ['a number', '1'],
    ['what is not there', 'attribute.gone.deeper == 1'],
  ])('%s', (_, attribute_condition) => {
    const report = gcp(provider({ attribute_condition })) as CheckReport;
    expect(report.matches).toBe(false);
    expect(report.workloads[0].verdict).toBe('rejected');
    expect(report.findings.length).toBeGreaterThan(0);
  });

  test('a regular expression that hangs other engines is evaluated like any other', () => {
    const report = gcp(provider({ attribute_condition: `attribute.aws_role == ${ARN} && !(assertion.arn + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!').matches('^(a+)+$')` })) as CheckReport;
    expect(report.workloads[0].verdict).toBe('admitted');
  });

  test('a mapping of loops', () => {
    const report = gcp(provider({ attribute_mapping: { 'google.subject': `${LIST}.map(a, ${LIST}.map(b, ${LIST}.map(c, ${LIST}.map(d, string(a)))))` } })) as CheckReport;
    expect(report.workloads[0]).toMatchObject({ verdict: 'rejected' });
  });
});

describe('what refers to itself, or grows without end, is not known', () => {
  test('locals that double', () => {
    const locals = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`l${index}`, index === 0 ? 'principalSet://x' : `\${local.l${index - 1}}\${local.l${index - 1}}`]));
    const terraform = { ...provider({}), locals };
    terraform.resource.google_service_account_iam_member.wif.member = '${local.l59}';
    const report = gcp(terraform) as CheckReport;
    expect(report).toMatchObject({ matches: false, workloads: [{ verdict: 'depends' }] });
  });

  test('locals in a circle', () => {
    const terraform = { ...provider({ attribute_condition: '${local.a}' }), locals: { a: '${local.b}', b: '${local.a}' } };
    expect(gcp(terraform)).toMatchObject({ matches: false, workloads: [{ verdict: 'depends' }] });
  });

  test('a billion instances', () => {
    const terraform = provider({ count: 1_000_000_000 });
    expect((gcp(terraform) as CheckReport).matches).toBe(false);
  });

  test('joins of a large parameter', () => {
    const joined = { 'Fn::Join': ['', Array.from({ length: 100_000 }, () => ({ Ref: 'Large' }))] };
    const report = aws({
      Parameters: { Large: { Type: 'String', Default: 'x'.repeat(1_000_000) } },
      Resources: { Server: { Type: 'AWS::EC2::Instance', Properties: { UserData: { 'Fn::Base64': joined } } } },
    });
    expect(report).toMatchObject({ matches: false });
  });

  test('exports in a circle', () => {
    const report = aws({
      Resources: {
        Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ 'Fn::ImportValue': 'one' }] } },
        Server: { Type: 'AWS::EC2::Instance', Properties: { IamInstanceProfile: { Ref: 'Profile' }, UserData: '{"type": "external_account"}' } },
      },
      Outputs: { One: { Value: { 'Fn::ImportValue': 'two' }, Export: { Name: 'one' } }, Two: { Value: { 'Fn::ImportValue': 'one' }, Export: { Name: 'two' } } },
    });
    expect(report).toMatchObject({ matches: false });
  });
});

describe('user data of others is only read', () => {
  const server = (userData: string) => aws({ Resources: { Server: { Type: 'AWS::EC2::Instance', Properties: { UserData: { 'Fn::Base64': userData } } } } }) as CheckReport;

  test.each<[string, string]>([
    ['many braces before the type', `${'{'.repeat(200_000)}"type": "external_account"`],
    ['the type many times', '"type": "external_account" '.repeat(20_000)],
    ['escapes upon escapes', `${'\\'.repeat(100_000)}"type${'\\'.repeat(1000)}": "external_account"`],
    ['base64 of base64 of base64', Array.from({ length: 8 }).reduce<string>(text => Buffer.from(text).toString('base64'), '{"type": "external_account"}')],
    ['a megabyte of letters that are base64', 'abcd'.repeat(250_000)],
    ['assignments without end', 'A=$A\nB=$A$A\n'.repeat(20_000) + '{"type": "external_account", "audience": "$B"}'],
  ])('%s', (_, userData) => {
    expect(server(userData).matches).toBe(false);
  });

  test('names that objects have by nature', () => {
    const result = aws('{"Resources": {"__proto__": {"Type": "AWS::EC2::Instance", "Properties": {"UserData": {"Ref": "constructor"}}}, "toString": {"Type": "AWS::IAM::Role"}}, "Parameters": {"__proto__": {"Default": "x"}}}');
    expect(result).toMatchObject({ matches: false });
  });

  test('parts of the wrong kind', () => {
    const values: unknown[] = [null, 1, 'text', [], {}, [[]], { Ref: null }, { 'Fn::Join': null }, { 'Fn::Sub': [1, 2] }, { 'Fn::GetAtt': [] }, { 'Fn::Select': {} }, { 'Fn::FindInMap': 'x' }, { 'Fn::Base64': { Ref: {} } }];
    for (const value of values) {
      const Properties = {
        UserData: value,
        IamInstanceProfile: value,
        LaunchTemplate: value,
        MetadataOptions: value,
        Role: value,
        Environment: value,
        Layers: value,
        Code: value,
        ContainerDefinitions: value,
        TaskRoleArn: value,
        Source: value,
        Targets: value,
        Parameters: value,
        LaunchConfigurationName: value,
        MixedInstancesPolicy: value,
      };
      const types = ['EC2::Instance', 'EC2::LaunchTemplate', 'AutoScaling::AutoScalingGroup', 'Lambda::Function', 'ECS::TaskDefinition', 'CodeBuild::Project', 'SSM::Association', 'IAM::Role', 'IAM::InstanceProfile'];
      const Resources = Object.fromEntries(types.map(type => [type.replace('::', ''), { Type: `AWS::${type}`, Properties, Metadata: value }]));
      expect(aws({ Resources, Outputs: value, Parameters: value, Mappings: value, Rules: value })).toMatchObject({ matches: false });
    }
  });

  test('Terraform parts of the wrong kind', () => {
    for (const value of [null, 1, 'text', [], {}, [[]], true]) {
      const names = ['google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider', 'google_service_account', 'google_service_account_iam_member',
        'google_service_account_iam_policy', 'google_project_iam_binding', 'google_bigquery_dataset_access', 'google_storage_bucket_iam_member'];
      const attributes = Object.fromEntries(['project', 'workload_identity_pool_id', 'workload_identity_pool_provider_id', 'aws', 'oidc', 'attribute_mapping', 'attribute_condition', 'disabled',
        'account_id', 'service_account_id', 'role', 'member', 'members', 'condition', 'policy_data', 'bucket', 'dataset_id', '//'].map(name => [name, value]));
      const result = gcp({ resource: Object.fromEntries(names.map(name => [name, { one: attributes }])), locals: {}, variable: { v: value } });
      expect(result instanceof InputError || !(result as CheckReport).matches).toBe(true);
    }
  });
});
