import { writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { AwsConfiguration, readAwsConfiguration } from '../../../../lib/proof';
import { temporaryFolder } from '../../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

const CONFIG = JSON.stringify({ type: 'external_account', audience: '//a', subject_token_type: 't', credential_source: { environment_id: 'aws1' } });
const ROLE = { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader', Path: '/team/' } }, Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } } };
const HASH = 'a'.repeat(64);

function assembly(resources: object, files: Record<string, unknown> = {}, more: object = {}): AwsConfiguration {
  const made = temporaryFolder({
    'manifest.json': {
      artifacts: {
        'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } },
        'Stack': { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Stack.json' }, ...more },
      },
    },
    'Stack.assets.json': { files: { [HASH]: { source: { path: 'asset' } } } },
    'Stack.json': { Resources: { ...ROLE, ...resources } },
    ...files,
  });
  folders.push(made);
  return readAwsConfiguration(made.path);
}

const fn = (properties: object) => ({ Fn: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...properties } } });
const POINTS = { Environment: { Variables: { GOOGLE_APPLICATION_CREDENTIALS: '/opt/gcp/config.json' } } };
const LAYER = { Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'b', S3Key: `${HASH}.zip` } } } };

function zip(name: string, text: string, method = 8): Buffer {
  const content = method === 8 ? deflateRawSync(text) : Buffer.from(text);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt32LE(text.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + content.length, 16);
  return Buffer.concat([header, Buffer.from(name), content, entry, Buffer.from(name), end]);
}

describe('a function carries its configuration', () => {
  test.each<[string, object, Record<string, unknown>, string]>([
    ['in a variable', fn({ Environment: { Variables: { CONFIG } } }), {}, 'environment variable CONFIG'],
    ['in a variable that is joined', fn({ Environment: { Variables: { CONFIG: { 'Fn::Join': ['', [CONFIG.slice(0, 20), CONFIG.slice(20)]] } } } }), {}, 'environment variable CONFIG'],
    ['in its inline code', fn({ Code: { ZipFile: `const config = ${CONFIG};` } }), {}, 'inline code'],
    ['in the entry point of its image', fn({ ImageConfig: { EntryPoint: ['sh', '-c', `echo '${CONFIG}' > /tmp/c; exec "$@"`] } }), {}, 'image configuration'],
    ['in a folder of its code', fn({ ...POINTS, Code: { S3Bucket: 'b', S3Key: `${HASH}.zip` } }), { 'asset/gcp/config.json': CONFIG }, 'code, gcp/config.json'],
    ['in a layer', { ...fn({ ...POINTS, Layers: [{ Ref: 'Layer' }] }), ...LAYER }, { 'asset/gcp/config.json': CONFIG }, 'layer Layer, gcp/config.json'],
    ['in the right file of a layer', { ...fn({ ...POINTS, Layers: [{ Ref: 'Layer' }] }), ...LAYER }, { 'asset/gcp/config.json': CONFIG, 'asset/other.json': CONFIG }, 'layer Layer, gcp/config.json'],
    ['in a layer whose place is noted', { ...fn({ ...POINTS, Layers: [{ Ref: 'Layer' }] }), Layer: { ...LAYER.Layer, Metadata: { 'aws:asset:path': 'noted' } } }, { 'noted/config.json': CONFIG },
      'layer Layer, config.json'],
  ])('%s', (_, resources, files, where) => {
    const { workloads } = assembly(resources, files);
    expect(workloads).toMatchObject([{ kind: 'lambda-function', role: { name: 'reader', path: '/team/' }, carried: [{ where, config: { audience: '//a' } }] }]);
    expect(workloads[0].carried).toHaveLength(1);
  });

  test('in an archive', () => {
    for (const method of [0, 8]) {
      const made = temporaryFolder({ 't.json': { Resources: { ...ROLE, ...fn({ ...POINTS, Layers: [{ Ref: 'Layer' }] }), Layer: { ...LAYER.Layer, Metadata: { 'aws:asset:path': 'layer.zip' } } } } });
      folders.push(made);
      writeFileSync(`${made.path}/layer.zip`, zip('gcp/config.json', CONFIG, method));
      expect(readAwsConfiguration(`${made.path}/t.json`).workloads[0].carried).toMatchObject([{ where: 'layer Layer, gcp/config.json', config: { audience: '//a' } }]);
    }
  });

  test('which cannot be found', () => {
    expect(assembly(fn(POINTS)).workloads[0].carried).toMatchObject([{ config: { unreadable: expect.stringContaining('/opt/gcp/config.json') } }]);
  });

  test('unless it is none', () => {
    expect(assembly(fn({ Environment: { Variables: { REGION: 'eu' } } })).workloads).toEqual([]);
  });
});

describe('a machine carries its configuration', () => {
  const machine = (properties: object, more: object = {}) => ({ Server: { Type: 'AWS::EC2::Instance', Properties: { IamInstanceProfile: { Ref: 'Profile' }, ...properties }, ...more } });

  test.each<[string, object, string]>([
    ['in user data', machine({ UserData: { 'Fn::Base64': CONFIG } }), 'user data'],
    ['in user data that is base64', machine({ UserData: Buffer.from(`#!/bin/sh\necho '${CONFIG}'`).toString('base64') }), 'user data'],
    ['in one branch of a condition', machine({ UserData: { 'Fn::Base64': { 'Fn::If': ['Prod', CONFIG, 'echo'] } } }), 'user data'],
    ['in cloudformation-init', machine({ UserData: { 'Fn::Base64': { 'Fn::Sub': 'cfn-init -r Server --stack ${AWS::StackName}' } } }, { Metadata: { 'AWS::CloudFormation::Init': { config: { files: { '/etc/c.json': { content: JSON.parse(CONFIG) } } } } } }), 'AWS::CloudFormation::Init'],
    ['by an association', {
      ...machine({}),
      Association: { Type: 'AWS::SSM::Association', Properties: { Targets: [{ Key: 'InstanceIds', Values: [{ Ref: 'Server' }] }], Parameters: { commands: ["cat <<'E'", ...CONFIG.split(/(?<=,)/), 'E'] } } },
    }, 'association Association'],
  ])('%s', (_, resources, where) => {
    expect(assembly(resources).workloads).toMatchObject([{ kind: 'ec2-instance', logicalId: 'Server', role: { name: 'reader' }, carried: [{ where, config: { audience: '//a' } }] }]);
  });

  test.each([
    ['that is not run', '#!/bin/sh'],
    ['of another resource', 'cfn-init -s S -r Other'],
    ['of another stack', 'cfn-init -s Other -r Server'],
  ])('but not in cloudformation-init %s', (_, script) => {
    const Metadata = { 'AWS::CloudFormation::Init': { config: { files: { '/etc/c.json': { content: JSON.parse(CONFIG) } } } } };
    expect(assembly(machine({ UserData: { 'Fn::Base64': script } }, { Metadata })).workloads).toEqual([]);
  });

  test('which a launch template gives to a group, and a launch configuration too', () => {
    const launched = { IamInstanceProfile: { Name: { Ref: 'Profile' } }, UserData: { 'Fn::Base64': CONFIG }, MetadataOptions: { HttpTokens: 'required' } };
    const { workloads } = assembly({
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: launched } },
      Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' } } } } } },
      Alone: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: launched } },
      Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ...launched, IamInstanceProfile: { Ref: 'Profile' } } },
      Old: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { LaunchConfigurationName: { Ref: 'Configuration' } } },
    });
    expect(workloads.map(({ kind, logicalId, role, imdsV2 }) => [kind, logicalId, role && 'name' in role && role.name, imdsV2])).toEqual([
      ['auto-scaling-group', 'Group', 'reader', 'required'], ['launch-template', 'Alone', 'reader', 'required'], ['auto-scaling-group', 'Old', 'reader', 'required'],
    ]);
  });

  test('with what could not be resolved beside it', () => {
    const [{ carried }] = assembly(machine({ UserData: { 'Fn::Base64': { 'Fn::Join': ['\n', [CONFIG, { Ref: 'Bucket' }]] } } })).workloads;
    expect(carried[0].unresolved).toEqual(['Bucket, it is known only at deployment']);
  });
});

test('a container and a build carry theirs in variables and commands', () => {
  const { workloads } = assembly({
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { TaskRoleArn: 'arn:aws:iam::444455556666:role/team/other', ContainerDefinitions: [{ Name: 'app', Command: ['sh', '-c', `echo '${CONFIG}'`] }] } },
    Build: { Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: { 'Fn::GetAtt': 'Role.Arn' }, Source: { BuildSpec: JSON.stringify({ phases: { build: { commands: [`echo '${CONFIG}'`] } } }) } } },
  });
  expect(workloads).toMatchObject([
    { kind: 'ecs-task', role: { name: 'other', account: '444455556666', partition: 'aws', path: '/team/' }, carried: [{ where: 'container app' }] },
    { kind: 'codebuild-project', role: { name: 'reader' }, carried: [{ where: 'build specification' }] },
  ]);
});

test('tells the line that made a workload', () => {
  const { workloads } = assembly({ Server: { Type: 'AWS::EC2::Instance', Properties: { UserData: CONFIG } } }, {}, {
    metadata: {
      '/Stack/Server/Resource': [
        { type: 'aws:cdk:logicalId', data: 'Server' },
        { type: 'aws:cdk:creationStack', data: ['...new Instance2 in aws-cdk-lib...', '<anonymous> (/app/bin/app.ts:17:18)', 'x (/app/node_modules/y.js:1:1)'] },
      ],
    },
  });
  expect(workloads).toMatchObject([{ constructPath: 'Stack/Server', source: '/app/bin/app.ts:17:18' }]);
});

test.each<[string, object, string | undefined]>([
  ['that asserts it', { Rule: { Assertions: [{ Assert: { 'Fn::Equals': ['444455556666', { Ref: 'AWS::AccountId' }] } }] } }, '444455556666'],
  ['that asserts it sometimes', { Rule: { RuleCondition: { 'Fn::Equals': ['a', 'b'] }, Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '444455556666'] } }] } }, undefined],
  ['that asserts something else', { Rule: { Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, '444455556666'] } }] } }, undefined],
])('takes the account of a template from a rule %s', (_, Rules, account) => {
  const made = temporaryFolder({ 't.json': { Rules, Resources: { Server: { Type: 'AWS::EC2::Instance', Properties: { UserData: CONFIG } } } } });
  folders.push(made);
  expect(readAwsConfiguration(`${made.path}/t.json`).workloads[0].account).toBe(account);
});
