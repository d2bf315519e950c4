import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { inlineFunction, resources } from './fixtures';
import { GcpFederatedRole, GcpSubject } from '../../../lib';
import { ACCOUNT, accountStack, federation, network } from '../fixtures';

const PATH = '/opt/cdk-gcp-credential-config.json';

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const fn = (id = 'Fn', props: Partial<lambda.FunctionProps> = {}) => inlineFunction(stack, id, { role: reader.role, ...props });
const properties = () => resources(stack, 'AWS::Lambda::Function')[0].properties;
const layers = () => resources(stack, 'AWS::Lambda::LayerVersion');
const roleProperties = () => resources(stack, 'AWS::IAM::Role').find(({ properties: { RoleName } }) => RoleName === 'gcs-reader')!.properties;

describe('a function', () => {
  test('receives a layer of its own stack and the variables that clients look for', () => {
    reader.addToFunction(fn());
    expect(layers()).toEqual([{ id: expect.any(String), properties: { Content: expect.anything(), Description: expect.stringContaining('gcs-reader') } }]);
    expect(properties()).toMatchObject({
      Layers: [{ Ref: layers()[0].id }],
      Environment: { Variables: { GOOGLE_APPLICATION_CREDENTIALS: PATH, CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: PATH, GOOGLE_CLOUD_PROJECT: 'my-gcp-project', CLOUDSDK_CORE_PROJECT: 'my-gcp-project' } },
    });
  });

  test('keeps its other layers and variables, which come first', () => {
    const own = lambda.LayerVersion.fromLayerVersionArn(stack, 'Own', `arn:aws:lambda:eu-central-1:${ACCOUNT}:layer:own:1`);
    reader.addToFunction(fn('Fn', { layers: [own], environment: { MODE: 'test', GOOGLE_CLOUD_PROJECT: 'another-project' } }));
    expect(properties().Layers).toEqual([own.layerVersionArn, { Ref: layers()[0].id }]);
    expect(properties().Environment.Variables).toEqual({
      MODE: 'test', GOOGLE_CLOUD_PROJECT: 'another-project', CLOUDSDK_CORE_PROJECT: 'another-project', GOOGLE_APPLICATION_CREDENTIALS: PATH, CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: PATH,
    });
  });

  test('that is added twice changes nothing', () => {
    const once = fn();
    reader.addToFunction(once);
    const before = Template.fromStack(stack).toJSON();
    reader.addToFunction(once);
    expect(Template.fromStack(stack).toJSON()).toEqual(before);
  });

  test('shares the layer with the others of its stack', () => {
    reader.addToFunction(fn('One'));
    reader.addToFunction(fn('Two'));
    expect(layers()).toHaveLength(1);
    expect(resources(stack, 'AWS::Lambda::Function').map(({ properties: { Layers } }) => Layers)).toEqual([[{ Ref: layers()[0].id }], [{ Ref: layers()[0].id }]]);
  });

  test('in another stack has a layer there, so that no stack exports a version', () => {
    const other = accountStack(stack.node.root as App, 'Other');
    reader.addToFunction(inlineFunction(other, 'Fn', { role: reader.role }));
    reader.addToFunction(fn());
    const [layer] = resources(other, 'AWS::Lambda::LayerVersion');
    expect(resources(other, 'AWS::Lambda::Function')[0].properties.Layers).toEqual([{ Ref: layer.id }]);
    expect(Object.keys(Template.fromStack(stack).toJSON().Outputs)).toEqual([expect.stringContaining('ReaderRole')]);
    expect(layers()).toHaveLength(1);
  });

  test('in a nested stack has a layer there', () => {
    const nested = new NestedStack(stack, 'Nested');
    reader.addToFunction(inlineFunction(nested, 'Fn', { role: reader.role }));
    expect(resources(nested, 'AWS::Lambda::LayerVersion')).toHaveLength(1);
    expect(layers()).toHaveLength(0);
  });

  test('of another federated role in the same stack has a layer of that', () => {
    const writer = new GcpFederatedRole(stack, 'Writer', { ...federation, roleName: 'gcs-writer' });
    reader.addToFunction(fn('One'));
    writer.addToFunction(inlineFunction(stack, 'Two', { role: writer.role }));
    expect(layers()).toHaveLength(2);
  });

  test('keeps the logical id of its layer when the configuration changes', () => {
    const build = (poolId: string) => {
      stack = accountStack();
      reader = new GcpFederatedRole(stack, 'Reader', { ...federation, poolId });
      reader.addToFunction(fn());
      return layers()[0];
    };
    const [first, second] = [build('pool-one'), build('pool-two')];
    expect(second.id).toBe(first.id);
    expect(second.properties.Content).not.toEqual(first.properties.Content);
    expect(build('pool-one')).toEqual(first);
  });

  test('may publish versions', () => {
    const once = fn();
    reader.addToFunction(once);
    expect(() => new lambda.Alias(stack, 'Live', { aliasName: 'live', version: once.currentVersion })).not.toThrow();
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Version', 1);
  });
});

describe('the role', () => {
  const policies = () => JSON.stringify(roleProperties().ManagedPolicyArns ?? []).match(/service-role\/\w+/g) ?? [];

  test('trusts Lambda by its own policy, once', () => {
    reader.addToFunction(fn('One'));
    reader.addToFunction(fn('Two'));
    expect(roleProperties().AssumeRolePolicyDocument.Statement).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }]);
  });

  test('may write logs, as a role that CDK makes for a function may', () => {
    reader.addToFunction(fn('One'));
    reader.addToFunction(fn('Two'));
    expect(policies()).toEqual(['service-role/AWSLambdaBasicExecutionRole']);
  });

  test('may make network interfaces for a function in a VPC', () => {
    reader.addToFunction(fn('Fn', { vpc: network(stack, 'Vpc'), securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')] }));
    expect(policies()).toEqual(['service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole']);
  });

  test('may be that of the function, by its deployed name, and stays as it is', () => {
    const build = (federate: (own: lambda.Function) => void) => {
      stack = accountStack();
      federate(inlineFunction(stack, 'Fn', { functionName: 'reader' }));
      return resources(stack, 'AWS::IAM::Role');
    };
    const before = build(() => undefined);
    const after = build(own => new GcpFederatedRole(stack, 'Federated', { ...federation, role: own.role, roleName: 'Stack-FnServiceRole-0' }).addToFunction(own));
    expect(after).toEqual(before);
    expect(properties().Environment.Variables).toHaveProperty('GOOGLE_APPLICATION_CREDENTIALS');
  });
});

describe('the 127 bytes of google.subject', () => {
  const named = (length: number, functionName?: string, props = {}) => {
    const role = new GcpFederatedRole(stack, `Role${length}`, { ...federation, roleName: 'r'.repeat(length), ...props });
    role.addToFunction(inlineFunction(stack, `Fn${length}`, { role: role.role, functionName }));
  };

  test('leave 23 characters for the role where the name of the function is not known', () => {
    expect(() => named(23)).not.toThrow();
  });

  test('fail when the role has more', () => {
    expect(() => named(24)).toThrow('google.subject 128 bytes long with the 64-character session names of lambda, Google allows 127: shorten the name to 23 characters, or pass subject: GcpSubject.userId()');
  });

  test('count the name of the function where it is known', () => {
    expect(() => named(50, 'f'.repeat(37))).not.toThrow();
    expect(() => named(51, 'f'.repeat(37))).toThrow('128 bytes long with the 37-character session names of lambda');
  });

  test('do not matter to GcpSubject.userId()', () => {
    expect(() => named(64, undefined, { subject: GcpSubject.userId() })).not.toThrow();
  });
});

describe('fails when the function', () => {
  const unchanged = (action: () => void) => {
    const before = Template.fromStack(stack).toJSON();
    expect(action).toThrow();
    expect(Template.fromStack(stack).toJSON()).toEqual(before);
  };

  test('has another role, and changes nothing', () => {
    const other = inlineFunction(stack, 'Fn');
    expect(() => reader.addToFunction(other)).toThrow(/function Stack\/Fn has role Stack\/Fn\/ServiceRole, not the federated role 'gcs-reader', and its role is never swapped: .*role: federated.role.*role: fn.role/);
    unchanged(() => reader.addToFunction(other));
  });

  test('carries the configuration of another federated role', () => {
    const role = iam.Role.fromRoleName(stack, 'Same', 'gcs-reader');
    const once = inlineFunction(stack, 'Fn', { role });
    new GcpFederatedRole(stack, 'One', { ...federation, role }).addToFunction(once);
    expect(() => new GcpFederatedRole(stack, 'Two', { ...federation, role }).addToFunction(once))
      .toThrow('function Stack/Fn carries the configuration of Stack/One already');
  });

  test('is imported', () => {
    const imported = lambda.Function.fromFunctionArn(stack, 'Imported', `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:f`);
    expect(() => reader.addToFunction(imported)).toThrow('function Stack/Imported is not defined in this app');
  });

  test('is a version or an alias', () => {
    const { currentVersion } = fn();
    expect(() => reader.addToFunction(currentVersion)).toThrow('or is a version or an alias');
    expect(() => reader.addToFunction(new lambda.Alias(stack, 'Live', { aliasName: 'live', version: currentVersion }))).toThrow('or is a version or an alias');
  });

  test.each(['us-east-1', 'eu-central-1'])('is an edge function of a stack in %s', region => {
    const edgeStack = new Stack(new App(), 'Edge', { env: { account: ACCOUNT, region } });
    const role = new GcpFederatedRole(edgeStack, 'Reader', federation);
    const edge = new cloudfront.experimental.EdgeFunction(edgeStack, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('//') });
    expect(() => role.addToFunction(edge)).toThrow("function Edge/Fn runs at CloudFront's edge");
  });

  test('has five layers', () => {
    const five = Array.from({ length: 5 }, (_, index) => lambda.LayerVersion.fromLayerVersionArn(stack, `Layer${index}`, `arn:aws:lambda:eu-central-1:${ACCOUNT}:layer:own:${index + 1}`));
    const full = fn('Fn', { layers: five });
    expect(() => reader.addToFunction(full)).toThrow('function Stack/Fn takes no further layer, and Lambda takes 5: merge two of them, or write federated.functionCredentialConfig into a file of its code');
    unchanged(() => reader.addToFunction(full));
    const four = fn('Four', { layers: five.slice(1) });
    expect(() => reader.addToFunction(four)).not.toThrow();
  });

  test.each(['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'])('points to other credentials by %s', name => {
    const other = fn('Fn', { environment: { [name]: '/var/task/key.json' } });
    expect(() => reader.addToFunction(other)).toThrow(`function Stack/Fn has ${name} set to "/var/task/key.json", and what is set is never overwritten`);
    unchanged(() => reader.addToFunction(other));
  });

  test('uses SnapStart, whose functions have no credentials in their environment', () => {
    expect(() => reader.addToFunction(fn('Fn', { snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS, runtime: lambda.Runtime.PYTHON_3_13 }))).toThrow('function Stack/Fn uses SnapStart');
  });

  test('comes to use SnapStart later', () => {
    const once = fn('Fn', { runtime: lambda.Runtime.PYTHON_3_13 });
    reader.addToFunction(once);
    (once.node.defaultChild as lambda.CfnFunction).snapStart = { applyOn: 'PublishedVersions' };
    expect(() => Template.fromStack(stack)).toThrow('uses SnapStart');
  });
});
