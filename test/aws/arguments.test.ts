import { App, Duration } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { accountStack, federation, instance, network } from './fixtures';
import { GcpAccess, GcpDelivery, GcpFederatedRole, GcpGrant, GcpKubernetesServiceAccount, GcpSubject } from '../../lib';
import { KUBERNETES_EXAMPLE } from '../federation/example-props';
import { messageOf } from '../federation/messages';

/** What JavaScript and `tsx` let pass, and a type check does not. */
const untyped = <T>(value: unknown) => value as T;

const stack = accountStack();
const host = instance(stack, 'Host');
const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
  vpc: network(stack, 'GroupVpc'), instanceType: new ec2.InstanceType('t3.micro'), machineImage: ec2.MachineImage.latestAmazonLinux2023(),
});

let created = 0;
const construct = (change: object, id = `Reader${created += 1}`) => new GcpFederatedRole(accountStack(), id, { ...federation, ...change });
const refusal = (change: object) => messageOf(() => construct(change, 'Reader'));

describe('the properties', () => {
  test.each<[object, string]>([
    [{ grant: [] }, "property 'grant' is unknown: did you mean 'grants'? The properties here are gcpProjectId, gcpProjectNumber, "],
    [{ rolename: 'x' }, "property 'rolename' is unknown: did you mean 'roleName'?"],
    [{ credentialsConfigPath: '/etc/x/y' }, "property 'credentialsConfigPath' is unknown: did you mean 'credentialConfigPath'?"],
    [{ xyz: 1 }, "property 'xyz' is unknown: the properties here are gcpProjectId, "],
    [{ deletionProtection: true }, "property 'deletionProtection' belongs to GcpFederationStack of cdk-gcp-federation/gcp: set it there"],
    [{ takeOver: {} }, "property 'takeOver' belongs to GcpFederationStack"],
    [{ deletionProtecton: true }, "property 'deletionProtecton' is unknown: did you mean 'deletionProtection' of GcpFederationStack of cdk-gcp-federation/gcp?"],
    [{ issuerUri: 'https://x' }, "property 'issuerUri' belongs to GcpKubernetesServiceAccount: set it there"],
    [{ requireImdsv2: true }, "property 'requireImdsv2' belongs to the options of addToInstance: set it there"],
    [{ access: 'direct' }, "access is the string 'direct': pass GcpAccess.direct()"],
    [{ access: { impersonation: { serviceAccountId: 'gcs-reader' } } }, 'access is an object: pass GcpAccess.impersonation(...)'],
    [{ access: GcpAccess.direct }, 'access is a function: pass GcpAccess.impersonation(...) or GcpAccess.direct()'],
    [{ access: GcpSubject.arn() }, 'access is a GcpSubject: pass GcpAccess.impersonation(...) or GcpAccess.direct()'],
    [{ access: null }, 'access is null: pass GcpAccess.impersonation(...) or GcpAccess.direct()'],
    [{ subject: 'userId' }, "subject is the string 'userId': pass GcpSubject.userId()"],
    [{ grants: ['roles/storage.objectViewer'] }, "grants[0] is the string 'roles/storage.objectViewer': pass a GcpGrant, such as GcpGrant.project(...)"],
    [{ grants: [GcpGrant.project('roles/viewer'), { bucket: { name: 'logs', role: 'roles/viewer' } }] }, 'grants[1] is an object: pass GcpGrant.bucket(...)'],
    [{ grants: GcpGrant.project('roles/viewer') }, 'grants is a GcpGrant: pass an array'],
    [{ grants: [undefined] }, 'grants[0] is missing: pass a GcpGrant'],
    [{ gcpProjectNumber: 123456789012 }, 'gcpProjectNumber 123456789012 is not a string: put it in quotes'],
    [{ awsAccountId: 111122223333 }, 'awsAccountId 111122223333 is not a string: put it in quotes'],
    [{ roleName: ['a'] }, 'roleName is an array: pass a string'],
    [{ roleName: new iam.Role(stack, 'Named', { assumedBy: new iam.AnyPrincipal() }) }, 'roleName is a Role: pass a string'],
    [{ gcpProjectId: undefined }, 'gcpProjectId is missing: it is required'],
    [{ poolId: 7 }, 'poolId 7 is not a string'],
    [{ role: 'gcs-reader' }, "role is the string 'gcs-reader': pass an IAM role, such as iam.Role.fromRoleName(this, 'Role', 'NAME')"],
    [{ role: construct({}) }, 'role is a GcpFederatedRole: pass an IAM role'],
    [{ role: {} }, 'role is an object: pass an IAM role'],
    [{ assumedBy: 'ec2.amazonaws.com' }, "assumedBy is the string 'ec2.amazonaws.com': pass an IAM principal"],
    [{ managedPolicies: ['ReadOnlyAccess'] }, "managedPolicies[0] is the string 'ReadOnlyAccess': pass a managed policy"],
    [{ permissionsBoundary: 'Boundary' }, "permissionsBoundary is the string 'Boundary': pass a managed policy"],
    [{ maxSessionDuration: 3600 }, 'maxSessionDuration is the number 3600: pass a Duration, such as Duration.hours(2)'],
    [{ inlinePolicies: [] }, 'inlinePolicies is an array: pass an object'],
    [{ inlinePolicies: { own: {} } }, 'inlinePolicies.own is an object: pass an iam.PolicyDocument'],
    [{ credentialConfigPath: true }, 'credentialConfigPath is true: pass a string'],
    [{ $schema: './federation.schema.json' }, "property '$schema' belongs to a JSON file"],
  ])('%j: the message begins with the path and says what to pass', (change, message) => {
    expect(refusal(change)).toMatch(new RegExp(`^Stack/Reader: ${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  });

  test('whose value is undefined are as if they were not there, whatever their name', () => {
    const change = { access: undefined, grants: undefined, role: undefined, deletionProtection: undefined, anything: undefined };
    expect(() => construct(change)).not.toThrow();
  });

  test('can be those of an instance of a class', () => {
    class Description {
      public readonly gcpProjectId = federation.gcpProjectId;
      public readonly gcpProjectNumber = federation.gcpProjectNumber;
      public readonly awsAccountId = federation.awsAccountId;
      public get roleName() { return 'gcs-reader'; }
    }
    expect(new GcpFederatedRole(accountStack(), 'Reader', new Description()).principalSet).toContain('/gcs-reader');
    class Misspelt extends Description {
      public readonly grant = [];
    }
    expect(messageOf(() => new GcpFederatedRole(accountStack(), 'Reader', new Misspelt()))).toContain("property 'grant' is unknown");
  });

  test('are handed to the role as they are', () => {
    const own = accountStack();
    const boundary = iam.ManagedPolicy.fromManagedPolicyName(own, 'Boundary', 'corp');
    expect(() => new GcpFederatedRole(own, 'Reader', {
      ...federation,
      permissionsBoundary: boundary,
      managedPolicies: [boundary],
      maxSessionDuration: Duration.hours(2),
      path: '/apps/',
      description: 'Reads',
      inlinePolicies: { own: new iam.PolicyDocument() },
      assumedBy: new iam.AccountRootPrincipal(),
    })).not.toThrow();
  });

  test('are never changed', () => {
    const props = Object.freeze({ ...federation, grants: Object.freeze([GcpGrant.project('roles/viewer')]), access: Object.freeze(GcpAccess.direct()) });
    expect(() => new GcpFederatedRole(accountStack(), 'Reader', untyped(props))).not.toThrow();
  });
});

describe('the constructor fails when', () => {
  const Untyped = GcpFederatedRole as unknown as new (...args: unknown[]) => GcpFederatedRole;
  test.each<[string, unknown[], string]>([
    ['the properties are missing', [stack, 'R'], 'Stack/R: props is missing: pass an object with gcpProjectId, gcpProjectNumber, awsAccountId, roleName'],
    ['the scope is forgotten', ['R', federation], "scope of GcpFederatedRole is the string 'R': pass the construct that it belongs to first, as in new GcpFederatedRole(this, 'Id', props)"],
    ['the scope is undefined', [undefined, 'R', federation], 'scope of GcpFederatedRole is missing: '],
    ['the scope is a class', [App, 'R', federation], 'scope of GcpFederatedRole is the class App: '],
    ['the id is forgotten', [stack, federation], 'Stack: id of GcpFederatedRole is an object: pass a name as second argument'],
    ['the id is empty', [stack, '', federation], 'Stack: id of GcpFederatedRole is empty: '],
    ['the scope is in no stack', [new App(), 'R', federation], 'R: scope of GcpFederatedRole is in no Stack of aws-cdk-lib: '],
    ['the properties are a string', [stack, 'R', 'federation.json'], "Stack/R: props is the string 'federation.json': pass an object with "],
    ['the properties are an instance', [stack, 'R', host], 'Stack/R: props is an Instance: pass an object with '],
  ])('%s', (_, args, message) => {
    const found = messageOf(() => new Untyped(...args));
    expect(found.startsWith(message) ? message : found).toBe(message);
    expect(stack.node.tryFindChild('R')).toBeUndefined();
  });
});

describe('a method', () => {
  const reader = construct({});
  const path = reader.node.path;
  const bastion = new ec2.BastionHostLinux(stack, 'Bastion', { vpc: network(stack, 'BastionVpc') });
  const importedGroup = autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'ImportedGroup', 'group');
  const importedTemplate = ec2.LaunchTemplate.fromLaunchTemplateAttributes(stack, 'ImportedTemplate', { launchTemplateId: 'lt-0' });
  const methods = untyped<Record<string, (...args: unknown[]) => unknown>>(reader);
  const call = (method: keyof GcpFederatedRole, ...args: unknown[]) => messageOf(() => methods[method](...args));

  test.each<[keyof GcpFederatedRole, unknown[], string]>([
    ['addToInstance', [], 'instance is missing: pass an ec2.Instance of this app'],
    ['addToInstance', [() => host], 'instance is a function: pass an ec2.Instance of this app'],
    ['addToInstance', [group], 'instance is an AutoScalingGroup: pass an ec2.Instance of this app'],
    ['addToInstance', [bastion], 'instance is a BastionHostLinux: pass an ec2.Instance of this app'],
    ['addToInstance', ['i-0123456789abcdef0'], "instance is the string 'i-0123456789abcdef0': pass an ec2.Instance"],
    ['addToInstance', [host, { deliverBy: 'association' }], "deliverBy is the string 'association': pass GcpDelivery.association(...)"],
    ['addToInstance', [host, { requireImdsV2: false }], "property 'requireImdsV2' is unknown: did you mean 'requireImdsv2'? The properties here are requireImdsv2,"],
    ['addToInstance', [host, { replaceinstance: true }], "property 'replaceinstance' is unknown: did you mean 'replaceInstance'?"],
    ['addToInstance', [host, { replaceInstance: 'yes' }], "replaceInstance is the string 'yes': pass true or false, without quotes"],
    ['addToInstance', [host, { metadataHopLimit: '2' }], "metadataHopLimit is the string '2': pass a number, without quotes"],
    ['addToInstance', [host, { credentialConfigPath: '/etc/x/y' }], "property 'credentialConfigPath' belongs to the properties of GcpFederatedRole: set it there"],
    ['addToInstance', [host, host], 'options is an Instance: pass an object with requireImdsv2, '],
    ['addToInstance', [host, null], 'options is null: pass an object with '],
    ['addToAutoScalingGroup', [host], 'group is an Instance: pass an autoscaling.AutoScalingGroup of this app'],
    ['addToAutoScalingGroup', [importedGroup], 'group is an Import: pass an autoscaling.AutoScalingGroup of this app'],
    ['addToAutoScalingGroup', [group, { replaceInstance: true }], "property 'replaceInstance' belongs to the options of addToInstance: set it there"],
    ['addToLaunchTemplate', [importedTemplate], 'template is an Import: pass an ec2.LaunchTemplate of this app'],
    ['addToLaunchTemplate', [group], 'template is an AutoScalingGroup: pass an ec2.LaunchTemplate'],
    ['addToUserData', ['#!/bin/bash'], "userData is the string '#!/bin/bash': pass an ec2.UserData, such as ec2.UserData.forLinux()"],
    ['addToUserData', [], 'userData is missing: pass an ec2.UserData'],
    ['addToFunction', [], 'fn is missing: pass a lambda.Function'],
    ['addToFunction', [host], 'fn is an Instance: pass a lambda.Function'],
    ['addToTaskDefinition', [undefined], 'task is missing: pass an ecs.TaskDefinition'],
    ['addToTaskDefinition', [new ecs.FargateTaskDefinition(stack, 'Task'), { logging: 'awslogs' }], "logging is the string 'awslogs': pass an ecs.LogDriver"],
    ['addToTaskDefinition', [new ecs.FargateTaskDefinition(stack, 'Task2'), { excludeContainers: 'App' }], "excludeContainers is the string 'App': pass an array"],
    ['podWithCredentials', [{ containers: [] }, { isra: true }], "property 'isra' is unknown: did you mean 'irsa'?"],
    ['addToAllIn', [], 'scope is missing: pass a construct'],
    ['addToAllIn', [stack, { exclude: host }], 'exclude is an Instance: pass an array'],
    ['addToAllIn', [stack, { exclude: ['Host'] }], "exclude[0] is the string 'Host': pass a construct"],
  ])('%s: %#', (method, args, message) => {
    const found = call(method, ...args);
    expect(found.startsWith(`${path}: ${message}`) ? message : found).toBe(message);
  });

  test('takes a delivery that another copy of the package made', () => {
    let other: typeof GcpDelivery;
    jest.isolateModules(() => { other = jest.requireActual('../../lib').GcpDelivery; });
    expect(other!).not.toBe(GcpDelivery);
    const own = accountStack();
    const federated = new GcpFederatedRole(own, 'Reader', federation);
    expect(() => federated.addToInstance(instance(own, 'Host', { role: federated.role }), { deliverBy: other.association() })).not.toThrow();
  });
});

describe('the static methods', () => {
  const statics = untyped<Record<string, (...args: unknown[]) => unknown>>(GcpFederatedRole);
  test.each<[string, unknown[], string]>([
    ['fromRoleName', ['R', federation], 'scope of GcpFederatedRole is the string'],
    ['fromRoleName', [stack, 'R'], 'Stack/R: props is missing: pass an object with gcpProjectId'],
    ['fromRoleName', [stack, 'R', { ...federation, mutable: false }], "Stack/R: property 'mutable' is unknown: "],
    ['fromFederatedRoleAttributes', [stack, 'R', { ...federation, rolearn: 'x' }], "Stack/R: property 'rolearn' is unknown: did you mean 'roleArn'?"],
    ['fromFederatedRoleAttributes', [stack, 'R', { ...federation, mutable: 'no' }], "Stack/R: mutable is the string 'no': pass true or false"],
    ['fromJsonFile', [stack, 'R'], 'Stack/R: file is missing: pass a string'],
    ['fromJsonFile', [stack, 'R', federation], 'Stack/R: file is an object: pass a string'],
    ['fromJsonFile', [stack, 'R', 'x.json', { roleName: 'x' }], "Stack/R: property 'roleName' belongs to the JSON file: set it there"],
  ])('%s: %#', (method, args, message) => {
    const found = messageOf(() => statics[method](...args));
    expect(found.startsWith(message) ? message : found).toBe(message);
  });
});

describe('GcpKubernetesServiceAccount fails when', () => {
  const Untyped = GcpKubernetesServiceAccount as unknown as new (...args: unknown[]) => GcpKubernetesServiceAccount;
  test.each<[unknown[], string]>([
    [[], 'GcpKubernetesServiceAccount: props is missing: pass an object with gcpProjectId'],
    [[{ ...KUBERNETES_EXAMPLE, roleName: 'x' }], "service account 'reports/gcs-reader': property 'roleName' belongs to GcpFederatedRole: set it there"],
    [[{ ...KUBERNETES_EXAMPLE, issuerURL: 'x' }], "service account 'reports/gcs-reader': property 'issuerURL' is unknown: did you mean 'issuerUri'?"],
    [[{ ...KUBERNETES_EXAMPLE, issuerUri: 'x' }], "service account 'reports/gcs-reader': issuerUri 'x' does not begin with"],
    [[{ ...KUBERNETES_EXAMPLE, access: 'direct' }], "service account 'reports/gcs-reader': access is the string 'direct': pass GcpAccess.direct()"],
  ])('its arguments are %j', (args, message) => {
    const found = messageOf(() => new Untyped(...args));
    expect(found.startsWith(message) ? message : found).toBe(message);
  });

  test('the options of a pod are wrong', () => {
    const account = new GcpKubernetesServiceAccount(KUBERNETES_EXAMPLE);
    expect(messageOf(() => account.podWithCredentials({ containers: [] }, untyped({ irsa: true })))).toContain("property 'irsa' is unknown");
    expect(messageOf(() => account.podWithCredentials(undefined))).toMatch(/^service account 'reports\/gcs-reader': this is not the specification of a pod/);
    expect(messageOf(() => account.podWithCredentials({ containers: [] }, untyped({ tokenExpirationSeconds: '900' })))).toContain("is the string '900'");
  });
});

test('a federation that another copy of the package described is taken', () => {
  let other: { GcpAccess: typeof GcpAccess; GcpGrant: typeof GcpGrant; GcpSubject: typeof GcpSubject };
  jest.isolateModules(() => { other = jest.requireActual('../../lib'); });
  expect(other!.GcpAccess).not.toBe(GcpAccess);
  expect(() => construct({ access: other.GcpAccess.direct(), grants: [other.GcpGrant.project('roles/viewer')], subject: other.GcpSubject.userId() })).not.toThrow();
});
