import { AwsConfiguration, readAwsConfiguration, Undetermined } from '../../../lib/proof';
import { ReadOptions } from '../../../lib/proof/inputs/reading';
import { temporaryFolder } from '../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

function read(files: Record<string, unknown>, path = '', options: ReadOptions = {}): AwsConfiguration {
  const made = temporaryFolder(files);
  folders.push(made);
  return readAwsConfiguration(`${made.path}/${path}`, options);
}

const CONFIG = JSON.stringify({ type: 'external_account', audience: '//a', subject_token_type: 't', credential_source: { environment_id: 'aws1' } });

const FUNCTION = `
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub '\${Stage}-exporter'
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          CONFIG: '${CONFIG}'
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Join ['-', [gcs, !FindInMap [Names, prod, role]]]
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}
`;
const TEMPLATE = `
Parameters:
  Stage: {Type: String, Default: dev}
Mappings:
  Names: {prod: {role: reader}}
Resources:${FUNCTION}`;

test('a template in YAML with short forms is read like one in JSON', () => {
  const { workloads, roles, defaultsTaken } = read({ 'template.yaml': TEMPLATE }, 'template.yaml', { account: '111122223333' });
  expect(workloads).toMatchObject([{ kind: 'lambda-function', sessionName: 'dev-exporter', role: { name: 'gcs-reader' }, account: '111122223333', carried: [{ use: 'json-in-own-variable' }] }]);
  expect(roles).toMatchObject([{ logicalId: 'Role', trustPolicy: { Statement: { Principal: { Service: 'lambda.amazonaws.com' } } } }]);
  expect(defaultsTaken).toMatchObject([{ name: 'Stage', value: 'dev', option: '--parameter Stage=VALUE' }]);
  expect(read({ 'template.yaml': TEMPLATE }, 'template.yaml', { parameters: { Stage: 'live' } })).toMatchObject({ workloads: [{ sessionName: 'live-exporter' }], defaultsTaken: [] });
});

test.each<[string, Record<string, unknown>, string]>([
  ['what get-template prints of JSON', { 't.json': { TemplateBody: { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } } } } } }, 't.json'],
  ['what get-template prints of YAML', { 't.json': { TemplateBody: 'Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties: {RoleName: !Sub r}' } }, 't.json'],
  ['the folder of the Serverless Framework', { '.serverless/cloudformation-template-update-stack.json': { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } } } } }, '.serverless'],
  ['the build folder of SAM', { '.aws-sam/build/template.yaml': 'Resources:\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: r}}' }, ''],
  ['a folder of templates', { 'a/one.yml': 'Resources:\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: r}}', 'notes.json': '{broken', 'b.yaml': 'just: text' }, ''],
])('reads %s', (_, files, path) => {
  const { roles, sources } = read(files, path);
  expect(roles).toMatchObject([{ name: 'r' }]);
  expect(sources).toHaveLength(1);
});

test('manifests of several documents are one input', () => {
  const manifests = `
apiVersion: v1
kind: ConfigMap
metadata: {name: gcp, namespace: prod}
data:
  config.json: '${CONFIG}'
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: exporter, namespace: prod}
spec:
  template:
    spec:
      serviceAccountName: exporter
      containers:
        - {name: app, image: app, volumeMounts: [{name: gcp, mountPath: /etc/gcp}]}
      volumes:
        - {name: gcp, configMap: {name: gcp}}
---
`;
  expect(read({ 'all.yaml': manifests }, 'all.yaml').workloads).toMatchObject([{ kind: 'kubernetes-pod', object: 'Deployment/exporter', definition: { kind: 'pod', spec: { serviceAccountName: 'exporter' } }, carried: [{ where: 'ConfigMap gcp' }] }]);
});

test('a pod whose service account names a role finds the token that EKS mounts', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { serviceAccountName: 'a', containers: [{ name: 'c', env: [{ name: 'X', value: CONFIG }] }] } };
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/r' } } };
  const list = { apiVersion: 'v1', kind: 'List', items: [pod, account] };
  expect(read({ 'm.json': list }, 'm.json').workloads[0].pod?.tokens.get('/var/run/secrets/eks.amazonaws.com/serviceaccount/token')).toBe('sts.amazonaws.com');
});

describe('SAM', () => {
  const sam = (more: string) => `Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Environment:\n      Variables: {CONFIG: '${CONFIG}'}\nResources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties: {CodeUri: .${more}}\n`;

  test('functions have the variables of Globals', () => {
    expect(read({ 't.yaml': sam(', Role: "arn:aws:iam::111122223333:role/r"') }, 't.yaml').workloads).toMatchObject([{ role: { name: 'r' } }]);
  });

  test('the role that SAM makes has a name that AWS generates', () => {
    expect(read({ 't.yaml': sam('') }, 't.yaml').workloads).toMatchObject([{ role: { logicalId: 'FnRole', name: { cause: 'generated-name' } } }]);
  });
});

describe('what makes resources from elsewhere is told as unread', () => {
  test.each<[string, string, string]>([
    ['a file that is included', 'Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x}}', 'transform AWS::Include'],
    ['a macro', 'Transform: Mine\nResources:\n  A: {Type: AWS::S3::Bucket}', 'transform Mine'],
    ['a nested stack', 'Resources:\n  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://s3.amazonaws.com/b/n.yaml}}', 'AWS::CloudFormation::Stack Nested'],
    ['a stack set', 'Resources:\n  Set: {Type: AWS::CloudFormation::StackSet, Properties: {TemplateURL: https://s3.amazonaws.com/b/n.yaml}}', 'AWS::CloudFormation::StackSet Set'],
    ['an application', 'Transform: AWS::Serverless-2016-10-31\nResources:\n  App: {Type: AWS::Serverless::Application, Properties: {Location: x}}', 'AWS::Serverless::Application App'],
    ['a loop over what is not known', 'Resources:\n  Fn::ForEach::L: [X, !Ref P, {"A${X}": {Type: AWS::S3::Bucket}}]', 'Fn::ForEach::L'],
  ])('%s', (_, text, what) => {
    expect(read({ 't.yaml': text }, 't.yaml').unread).toMatchObject([{ what, side: 'aws' }]);
  });
});

test('a nested template that is passed, too, is read as a part of its stack', () => {
  const made = temporaryFolder({
    'main.yaml': 'Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: https://s3.amazonaws.com/b/n.yaml\n      Parameters: {Name: reader}',
    'n.yaml': 'Parameters: {Name: {Type: String}}\nResources:\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Name}}',
  });
  folders.push(made);
  expect(readAwsConfiguration([`${made.path}/n.yaml`, `${made.path}/main.yaml`])).toMatchObject({ roles: [{ name: 'reader' }], unread: [] });
});

test('loops are written out', () => {
  const text = 'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Roles:\n    - Name\n    - [a, b]\n    - Role${Name}: {Type: AWS::IAM::Role, Properties: {RoleName: !Sub "${Name}-reader"}}';
  expect(read({ 't.yaml': text }, 't.yaml').roles.map(({ name }) => name)).toEqual(['a-reader', 'b-reader']);
});

test.each<[string, string, ReadOptions, unknown]>([
  ['the name of a stack that is not told', '!Sub "${AWS::StackName}-r"', {}, { cause: 'no-value' }],
  ['the name of a stack that is told', '!Sub "${AWS::StackName}-r"', { stackName: 'prod' }, 'prod-r'],
  ['a dynamic reference', "'{{resolve:ssm:/name}}'", {}, { cause: 'looked-up' }],
  ['a branch of a condition that is certain', '!If [Prod, live, dev]', {}, 'dev'],
  ['a branch of a condition that is not', '!If [Open, live, dev]', {}, expect.any(Undetermined)],
])('a role is named by %s', (_, name, options, expected) => {
  const text = `Parameters: {Stage: {Type: String, Default: test}, P: {Type: String}}\nConditions: {Prod: !Equals [!Ref Stage, prod], Open: !Equals [!Ref P, x]}\nResources:\n  Role: {Type: AWS::IAM::Role, Properties: {RoleName: ${name}}}`;
  expect(read({ 't.yaml': text }, 't.yaml', options).roles).toMatchObject([{ name: expected }]);
});

test('a resource whose condition does not hold is left out', () => {
  expect(read({ 't.yaml': 'Conditions: {No: !Equals [a, b]}\nResources:\n  Role: {Type: AWS::IAM::Role, Condition: No}' }, 't.yaml').roles).toEqual([]);
});

describe('the AWS side in Terraform', () => {
  const PROVIDER = 'provider "aws" {\n  region = "eu-central-1"\n  allowed_account_ids = ["111122223333"]\n}\n';
  const ROLE = `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "reader" {
  name               = "gcs-reader"
  path               = "/app/"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
`;
  const machine = (body: string) => `${PROVIDER}${ROLE}resource "aws_iam_instance_profile" "reader" {\n  role = aws_iam_role.reader.name\n}\n${body}`;
  const USER_DATA = `base64encode(<<-EOT\n    #!/bin/sh\n    cat > /etc/c.json <<'E'\n    ${CONFIG}\n    E\n    echo GOOGLE_APPLICATION_CREDENTIALS=/etc/c.json >> /etc/environment\n  EOT\n  )`;

  test('an instance has the role of its profile, and a trust policy', () => {
    const { workloads, roles } = read({ 'main.tf': machine(`resource "aws_instance" "host" {\n  iam_instance_profile = aws_iam_instance_profile.reader.name\n  user_data_base64 = ${USER_DATA}\n  metadata_options {\n    http_tokens = "required"\n  }\n}`) });
    expect(workloads[0].definition).toMatchObject({ kind: 'machine', userData: { text: expect.stringMatching(/^#!\/bin\/sh\n/), unknown: [] } });
    expect(workloads).toMatchObject([{
      kind: 'ec2-instance',
      logicalId: 'aws_instance.host',
      account: '111122223333',
      region: 'eu-central-1',
      imdsV2: 'required',
      role: { name: 'gcs-reader', account: '111122223333', path: '/app/' },
      carried: [{ where: 'user data', use: 'pointed-to', config: { audience: '//a' } }],
    }]);
    expect(roles).toMatchObject([{ name: 'gcs-reader', trustPolicy: { Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: ['ec2.amazonaws.com'] } }] } }]);
  });

  test('a group has what its launch template gives it', () => {
    const { workloads } = read({
      'main.tf': machine(`resource "aws_launch_template" "t" {\n  user_data = ${USER_DATA}\n  iam_instance_profile {\n    name = aws_iam_instance_profile.reader.name\n  }\n}\nresource "aws_autoscaling_group" "g" {\n  launch_template {\n    id = aws_launch_template.t.id\n  }\n}`),
    });
    expect(workloads).toMatchObject([{ kind: 'auto-scaling-group', logicalId: 'aws_autoscaling_group.g', role: { name: 'gcs-reader' } }]);
  });

  test('a function and a task have the role of their ARN', () => {
    const { workloads } = read({
      'main.tf': `${PROVIDER}${ROLE}resource "aws_lambda_function" "f" {
  function_name = "exporter"
  role          = aws_iam_role.reader.arn
  environment {
    variables = { GOOGLE_APPLICATION_CREDENTIALS = jsonencode(${CONFIG.replace(/":/g, '" = ')}) }
  }
}
resource "aws_ecs_task_definition" "t" {
  task_role_arn         = aws_iam_role.reader.arn
  network_mode          = "awsvpc"
  container_definitions = jsonencode([{ name = "app", environment = [{ name = "GOOGLE_APPLICATION_CREDENTIALS", value = "/app/c.json" }] }])
}`,
    });
    expect(workloads).toMatchObject([
      { kind: 'lambda-function', definition: { kind: 'function', variables: { GOOGLE_APPLICATION_CREDENTIALS: { unknown: [] } } }, sessionName: 'exporter', role: { name: 'gcs-reader', account: '111122223333' }, carried: [{ use: 'json-in-google-variable' }] },
      { kind: 'ecs-task', definition: { kind: 'task', containers: [{ Name: 'app', Environment: [{ Value: '/app/c.json' }] }] }, task: { networkMode: 'awsvpc' }, carried: [{ where: 'container app', config: { unreadable: expect.stringContaining('/app/c.json') } }] },
    ]);
  });

  test('charts and user data that is not known are told as unread', () => {
    const { unread } = read({ 'main.tf': `${PROVIDER}variable "x" {}\nresource "helm_release" "r" {\n  name = "r"\n}\nresource "aws_instance" "h" {\n  user_data = var.x\n}` });
    expect(unread?.map(({ what }) => what)).toEqual(['user data of aws_instance.h', 'helm_release.r']);
  });
});
