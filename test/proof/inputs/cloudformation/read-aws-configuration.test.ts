import { AwsConfiguration, InputError, isDetermined, placeholder, readAwsConfiguration, Undetermined } from '../../../../lib/proof';
import { temporaryFolder } from '../../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

function folder(files: Record<string, unknown>): string {
  const made = temporaryFolder(files);
  folders.push(made);
  return made.path;
}

function assembly(template: object, environment = 'aws://111122223333/eu-west-1'): AwsConfiguration {
  return readAwsConfiguration(folder({
    'manifest.json': { artifacts: { Stack: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'Stack.template.json' } } } },
    'Stack.template.json': template,
  }));
}

const ROLE = {
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'gcs-reader', Path: '/team/' }, Metadata: { 'aws:cdk:path': 'Stack/Reader/Role/Resource' } },
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
};

function instance(properties: object): object {
  return { Type: 'AWS::EC2::Instance', Properties: properties, Metadata: { 'aws:cdk:path': 'Stack/Server/Resource' } };
}

test('gives instances with role, user data and construct path', () => {
  const { instances } = assembly({
    Resources: { ...ROLE, Server: instance({ IamInstanceProfile: { Ref: 'Profile' }, UserData: { 'Fn::Base64': '#!/bin/bash\necho hello' } }) },
  });
  expect(instances).toMatchObject([{
    kind: 'ec2-instance',
    stackName: 'Stack',
    logicalId: 'Server',
    constructPath: 'Stack/Server',
    account: '111122223333',
    region: 'eu-west-1',
    role: { name: 'gcs-reader', logicalId: 'Role', constructPath: 'Stack/Reader/Role' },
    userData: { text: '#!/bin/bash\necho hello', unknown: [] },
  }]);
});

test.each<[string, unknown, string]>([
  ['Fn::Join', { 'Fn::Base64': { 'Fn::Join': ['', ['region=', { Ref: 'AWS::Region' }]] } }, 'region=eu-west-1'],
  ['Fn::Sub', { 'Fn::Base64': { 'Fn::Sub': 'account=${AWS::AccountId} ${!kept}' } }, 'account=111122223333 ${kept}'],
  ['Fn::Sub with variables', { 'Fn::Base64': { 'Fn::Sub': ['${Name}', { Name: { Ref: 'Role' } }] } }, 'gcs-reader'],
  ['a parameter with default', { 'Fn::Base64': { Ref: 'Parameter' } }, 'by default'],
  ['the ARN of a role', { 'Fn::Base64': { 'Fn::GetAtt': ['Role', 'Arn'] } }, 'arn:aws:iam::111122223333:role/team/gcs-reader'],
  ['text that is base64 already', Buffer.from('#!/bin/sh\necho hello').toString('base64'), '#!/bin/sh\necho hello'],
])('resolves %s in user data', (_, userData, text) => {
  const { instances } = assembly({
    Parameters: { Parameter: { Type: 'String', Default: 'by default' } },
    Resources: { ...ROLE, Server: instance({ UserData: userData }) },
  });
  expect(instances[0].userData).toEqual({ text, unknown: [] });
});

test.each<[string, unknown]>([
  ['a bucket', { Ref: 'Bucket' }],
  ['an attribute', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
  ['Fn::If', { 'Fn::If': ['Condition', 'a', 'b'] }],
  ['an SSM parameter', { Ref: 'Looked' }],
  ['the account of an unbound stack', { Ref: 'AWS::AccountId' }],
])('keeps the rest of user data where %s is not known', (_, unknown) => {
  const { instances } = assembly({
    Parameters: { Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' } },
    Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, Server: instance({ UserData: { 'Fn::Base64': { 'Fn::Join': ['\n', ['first', unknown, 'last']] } } }) },
  }, 'aws://unknown-account/unknown-region');
  const userData = instances[0].userData!;
  expect(userData.unknown).toHaveLength(1);
  expect(userData.text).toBe(`first\n${placeholder(userData.unknown[0])}\nlast`);
  expect(instances[0]).toMatchObject({ account: undefined, region: undefined });
});

test('a role named by CloudFormation is not known, and neither is one of a foreign profile', () => {
  const { instances } = assembly({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: {} },
      Profile: ROLE.Profile,
      One: instance({ IamInstanceProfile: { Ref: 'Profile' } }),
      Two: instance({ IamInstanceProfile: 'made-elsewhere' }),
      Three: instance({}),
    },
  });
  const [one, two, three] = instances;
  expect(one.role).toMatchObject({ name: expect.any(Undetermined) });
  expect(two.role).toBeInstanceOf(Undetermined);
  expect(three.role).toBeUndefined();
});

test('finds a profile by name, and takes what the instance leaves to its launch template', () => {
  const { instances } = assembly({
    Resources: {
      Role: ROLE.Role,
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { InstanceProfileName: 'profile', Roles: [{ Ref: 'Role' }] } },
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { UserData: { 'Fn::Base64': 'launched' }, IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } } } },
      },
      One: instance({ IamInstanceProfile: 'profile' }),
      Two: instance({ LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } }),
    },
  });
  expect(instances).toMatchObject([{ role: { name: 'gcs-reader' } }, { role: { name: 'gcs-reader' }, userData: { text: 'launched' } }]);
});

test('follows stages, exports of other stacks, and nested stacks', () => {
  const path = folder({
    'manifest.json': { artifacts: { Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } } } },
    'assembly-Stage/manifest.json': {
      artifacts: {
        Roles: { type: 'aws:cloudformation:stack', environment: 'aws://1/r', properties: { templateFile: 'roles.json', stackName: 'Stage-Roles' } },
        Servers: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/us-gov-west-1', properties: { templateFile: 'servers.json' } },
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      },
    },
    'assembly-Stage/roles.json': {
      Resources: ROLE,
      Outputs: { Out: { Value: { Ref: 'Role' }, Export: { Name: 'Stage-Roles:Name' } } },
    },
    'assembly-Stage/servers.json': {
      Resources: {
        Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ 'Fn::ImportValue': 'Stage-Roles:Name' }] } },
        Server: instance({ IamInstanceProfile: { Ref: 'Profile' } }),
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { Parameters: { Passed: { Ref: 'AWS::Partition' } } },
          Metadata: { 'aws:asset:path': 'nested.json' },
        },
      },
    },
    'assembly-Stage/nested.json': {
      Parameters: { Passed: { Type: 'String' } },
      Resources: { Inner: instance({ UserData: { 'Fn::Base64': { Ref: 'Passed' } } }) },
    },
  });
  const { instances } = readAwsConfiguration(path);
  expect(instances).toMatchObject([{ logicalId: 'Server', role: { name: 'gcs-reader' } }, { logicalId: 'Inner', userData: { text: 'aws-us-gov' } }]);
});

test('reads a single template', () => {
  const path = folder({ 'template.json': { Resources: { ...ROLE, Server: instance({ IamInstanceProfile: { Ref: 'Profile' } }) } } });
  const [server] = readAwsConfiguration(`${path}/template.json`).instances;
  expect(isDetermined(server.role!) && server.role.name).toBe('gcs-reader');
});

test('takes construct paths from the manifest where the template has none', () => {
  const artifact = { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' }, additionalMetadataFile: 'm.json' };
  const path = folder({
    'manifest.json': { artifacts: { S: { ...artifact, metadata: { '/S/One/Resource': [{ type: 'aws:cdk:logicalId', data: 'One' }] } } } },
    'm.json': { '/S/Two/Resource': [{ type: 'aws:cdk:creationStack', data: 1 }, { type: 'aws:cdk:logicalId', data: 'Two' }], '/S': 'x' },
    't.json': { Resources: { One: { Type: 'AWS::EC2::Instance' }, Two: { Type: 'AWS::EC2::Instance' } } },
  });
  expect(readAwsConfiguration(path).instances.map(({ constructPath }) => constructPath)).toEqual(['S/One', 'S/Two']);
});

test('an export that refers to itself is not known', () => {
  const { instances } = assembly({
    Resources: {
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ 'Fn::ImportValue': 'loop' }] } },
      Server: instance({ IamInstanceProfile: { Ref: 'Profile' } }),
    },
    Outputs: { Out: { Value: { 'Fn::ImportValue': 'loop' }, Export: { Name: 'loop' } } },
  });
  expect(instances[0].role).toMatchObject({ name: expect.any(Undetermined) });
});

describe('fails when', () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ['the folder is no assembly', {}, '', /it holds no manifest\.json, template, Kubernetes manifest or Terraform; pass the output folder of AWS CDK/],
    ['the manifest is malformed', { 'manifest.json': '{' }, '', /manifest\.json: malformed JSON/],
    [
      'a template is missing',
      { 'manifest.json': { artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'gone.json' } } } } }, '',
      /gone\.json: there is no such file/,
    ],
    ['a file is no template', { 'x.json': {} }, '/x.json', /it is not a CloudFormation template/],
  ])('%s', (_, files, file, message) => {
    const path = folder(files) + file;
    expect(() => readAwsConfiguration(path)).toThrow(InputError);
    expect(() => readAwsConfiguration(path)).toThrow(message);
  });
});
