import { Stack } from 'aws-cdk-lib';
import { TerraformStack } from 'cdktf';
import { newApp, PROPS } from './synthesized';
import { GcpAuditLogs, GcpAwsAccountRestriction, GcpFederation, GcpFederationStack, GcpGrant } from '../../lib/gcp';
import { KUBERNETES_EXAMPLE } from '../federation/example-props';
import { messageOf } from '../federation/messages';

/** What JavaScript and `tsx` let pass, and a type check does not. */
const untyped = <T>(value: unknown) => value as T;

type Constructor = new (...args: unknown[]) => unknown;
const CONSTRUCTORS: [string, Constructor, () => unknown][] = [
  ['GcpFederationStack', GcpFederationStack as unknown as Constructor, newApp],
  ['GcpFederation', GcpFederation as unknown as Constructor, () => new TerraformStack(newApp(), 'mine')],
];

describe.each(CONSTRUCTORS)('%s', (type, Federation, newScope) => {
  const path = type === 'GcpFederation' ? 'mine/R' : 'R';
  const refusal = (...args: unknown[]) => messageOf(() => new Federation(...args));

  test.each<[object, string]>([
    [{ grant: [] }, "property 'grant' is unknown: did you mean 'grants'?"],
    [{ deletionProtecton: true }, "property 'deletionProtecton' is unknown: did you mean 'deletionProtection'?"],
    [{ takeOver: true }, 'takeOver is true: pass an object with pool, provider, serviceAccounts'],
    [{ takeOver: { pools: true } }, "property 'takeOver.pools' is unknown: did you mean 'pool'?"],
    [{ takeOver: { pool: 'yes' } }, "takeOver.pool is the string 'yes': pass true or false, without quotes"],
    [{ enableApis: 'no' }, "enableApis is the string 'no': pass true or false, without quotes"],
    [{ dependsOn: 'mine' }, "dependsOn is the string 'mine': pass an array"],
    [{ dependsOn: ['google_project.mine'] }, "dependsOn[0] is the string 'google_project.mine': pass a Terraform resource"],
    [{ access: 'direct' }, "access is the string 'direct': pass GcpAccess.direct()"],
    [{ grants: ['roles/viewer'] }, "grants[0] is the string 'roles/viewer': pass a GcpGrant, such as GcpGrant.project(...)"],
    [{ credentialConfigPath: '/etc/x/y' }, "property 'credentialConfigPath' belongs to GcpFederatedRole: set it there"],
    [{ role: {} }, "property 'role' belongs to GcpFederatedRole: set it there"],
    [{ requireImdsv2: true }, "property 'requireImdsv2' belongs to the options of addToInstance: set it there"],
    [{ awsAccountId: 111122223333 }, 'awsAccountId 111122223333 is not a string'],
    [{ $schema: 'x' }, "property '$schema' belongs to a JSON file"],
  ])('refuses %j, and leaves nothing behind', (change, message) => {
    const scope = untyped<TerraformStack>(newScope());
    const found = refusal(scope, 'R', { ...PROPS, ...change });
    expect(found.startsWith(`${path}: ${message}`) ? message : found).toBe(message);
    expect(scope.node.tryFindChild('R')).toBeUndefined();
  });

  test('refuses missing arguments', () => {
    expect(refusal(newScope(), 'R')).toMatch(new RegExp(`^${path}: props is missing: pass an object with gcpProjectId`));
    expect(refusal('R', PROPS)).toMatch(new RegExp(`^scope of ${type} is the string 'R': pass the construct that it belongs to first`));
    expect(refusal(newScope(), PROPS)).toMatch(new RegExp(`: id of ${type} is an object: `));
  });

  test('takes the same variable as the AWS side, with undefined values of any name', () => {
    expect(() => new Federation(newScope(), 'R', { ...PROPS, access: undefined, role: undefined, anything: undefined })).not.toThrow();
  });

  test('refuses keys of an AWS role in the description of a Kubernetes service account', () => {
    expect(refusal(newScope(), 'R', { ...KUBERNETES_EXAMPLE, roleName: 'x' })).toContain("property 'roleName' belongs to the description of an AWS role");
  });
});

test('an option of the stack is not one of the construct', () => {
  const props = untyped<typeof PROPS>({ ...PROPS, googleProviderVersion: '~> 7.0' });
  expect(messageOf(() => new GcpFederation(new TerraformStack(newApp(), 'mine'), 'R', props))).toContain("property 'googleProviderVersion' belongs to GcpFederationStack");
});

test('a further role is described as strictly, and named', () => {
  const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
  const add = (props: object) => messageOf(() => stack.addRole(untyped(props)));
  expect(add({ ...PROPS, roleName: 'other', grant: [] })).toMatch(/^role 'other': property 'grant' is unknown: did you mean 'grants'\?/);
  expect(add({ ...PROPS, roleName: 'other', deletionProtection: true })).toMatch(/^role 'other': property 'deletionProtection' belongs to the constructor/);
  expect(messageOf(() => stack.addRole(untyped(undefined)))).toBe(
    'props is missing: pass an object with gcpProjectId, gcpProjectNumber, awsAccountId, roleName');
});

test.each([
  ['GcpFederationStack', (federations: unknown, options?: unknown) => GcpFederationStack.forAccounts(newApp(), 'gcp', untyped(federations), untyped(options))],
  ['GcpFederation', (federations: unknown, options?: unknown) => GcpFederation.forAccounts(new TerraformStack(newApp(), 'gcp'), untyped(federations), untyped(options))],
])('%s.forAccounts tells which of many descriptions is wrong', (_, forAccounts) => {
  const many = Array.from({ length: 20 }, (__, index) => ({ ...PROPS, roleName: `service-${index}` }));
  const wrong = (change: object) => many.map((props, index) => index === 13 ? { ...props, ...change } : props);
  expect(messageOf(() => forAccounts(wrong({ gcpProjectNumber: 'my-gcp-project' })))).toMatch(/^role 'service-13': gcpProjectNumber 'my-gcp-project' is not a project number/);
  expect(messageOf(() => forAccounts(wrong({ grant: [] })))).toMatch(/^gcp: property 'federations\[13\]\.grant' is unknown: did you mean 'grants'\?/);
  expect(messageOf(() => forAccounts(PROPS))).toMatch(/^gcp: federations is an object: pass an array/);
  expect(messageOf(() => forAccounts(many, { grants: [] }))).toMatch(/^gcp: property 'grants' belongs to the descriptions of the federations: set it there/);
});

test('the constructs for a project refuse what they do not know', () => {
  const scope = () => new TerraformStack(newApp(), 'mine');
  expect(messageOf(() => new GcpAuditLogs(scope(), 'R', untyped({ projects: 'a' })))).toMatch(/^mine\/R: property 'projects' is unknown: did you mean 'project'\?/);
  expect(messageOf(() => new GcpAuditLogs(scope(), 'R', untyped(undefined)))).toMatch(/^mine\/R: props is missing: pass an object with project/);
  expect(messageOf(() => new GcpAwsAccountRestriction(scope(), 'R', untyped({ parent: 'projects/1', awsAccountIds: '111122223333' }))))
    .toMatch(/^mine\/R: awsAccountIds is the string '111122223333': pass an array/);
  expect(messageOf(() => new GcpAwsAccountRestriction(scope(), 'R', untyped({ parent: 'projects/1' })))).toMatch(/^mine\/R: awsAccountIds are empty/);
});

test('a scope of AWS CDK has no place for the Google side', () => {
  expect(messageOf(() => new GcpFederation(new Stack(), 'R', { ...PROPS, grants: [GcpGrant.project('roles/viewer')] }))).toMatch(/R: the scope is in no Terraform stack: pass a TerraformStack/);
});
