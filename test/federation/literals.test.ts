import { Aws, Lazy, Token } from 'aws-cdk-lib';
import { Lazy as TfLazy, Token as TfToken } from 'cdktf';
import { EXAMPLE } from './example-props';
import { messageOf } from './messages';
import { GcpAccess, GcpFederationProps, GcpGrant } from '../../lib/federation';
import { resolveFederation } from '../../lib/federation/federation';
import { isUnresolved, requireLiteral } from '../../lib/federation/literals';

const STRINGS: [string, string][] = [
  ['Token.asString of AWS CDK', Token.asString({ Ref: 'Role' }, { displayHint: 'Role [1]' })],
  ['Lazy.string of AWS CDK', Lazy.string({ produce: () => 'Reader' })],
  ['a pseudo parameter', Aws.ACCOUNT_ID],
  ['a token inside a string', `role-${Aws.REGION}`],
  ['an element of a list of AWS CDK', Token.asList({ Ref: 'Names' })[0]],
  ['Token.asString of CDKTF', TfToken.asString(TfLazy.anyValue({ produce: () => 'Reader' }))],
  ['Lazy.stringValue of CDKTF', TfLazy.stringValue({ produce: () => 'Reader' })],
  ['an element of a list of CDKTF', TfToken.asList(TfLazy.listValue({ produce: () => ['x'] }))[0]],
];

const NUMBERS: [string, number][] = [
  ['AWS CDK', Token.asNumber({ Ref: 'Seconds' })],
  ['CDKTF', TfToken.asNumber(TfLazy.anyValue({ produce: () => 900 }))],
];

const PROPERTIES: (keyof GcpFederationProps)[] = ['gcpProjectId', 'gcpProjectNumber', 'awsAccountId', 'roleName', 'awsPartition', 'poolId', 'providerId'];

describe.each(STRINGS)('%s', (_, token) => {
  test.each(PROPERTIES)('fails when it is the value of %s', property => {
    const message = messageOf(() => resolveFederation({ ...EXAMPLE, [property]: token }));
    expect(message).toContain(`${property} '${token}' is known only at deployment`);
    expect(message).toContain('write the value out, or read it from the environment, a file or the CDK context');
  });

  const condition = { title: 'a', expression: 'true' };
  test.each<[string, () => unknown]>([
    ['serviceAccountId', () => GcpAccess.impersonation({ serviceAccountId: token })],
    ['serviceAccountEmail', () => GcpAccess.impersonation({ serviceAccountEmail: token })],
    ['role', () => GcpGrant.project(token)],
    ['project', () => GcpGrant.project('roles/viewer', { project: token })],
    ['condition.title', () => GcpGrant.project('roles/viewer', { condition: { ...condition, title: token } })],
    ['condition.expression', () => GcpGrant.project('roles/viewer', { condition: { ...condition, expression: token } })],
    ['condition.description', () => GcpGrant.project('roles/viewer', { condition: { ...condition, description: token } })],
  ])('fails when it is the value of %s', (property, build) => {
    expect(messageOf(build)).toContain(`${property} '${token}' is known only at deployment`);
  });
});

test.each(NUMBERS)('fails when the lifetime is a number token of %s', (_, token) => {
  expect(messageOf(() => GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: token }))).toBe(
    'tokenLifetimeSeconds is known only at deployment: it is written into the credential configuration at synthesis, so pass the number');
});

test.each(NUMBERS)('fails when a string is a number token of %s', (_, token) => {
  expect(() => requireLiteral('awsAccountId', token)).toThrow('is known only at deployment');
});

test.each(['${aws_account}', '%{if}', '{Token}', 'Token[TOKEN.1]', -43_200, 0])('%j is a literal', value => {
  expect(isUnresolved(value)).toBe(false);
});

test.each([undefined, null])('fails when a required value is %p', value => {
  expect(messageOf(() => requireLiteral('roleName', value))).toBe('roleName is missing: it is required');
});

test('fails when a value is empty or not a string', () => {
  expect(messageOf(() => requireLiteral('poolId', ''))).toBe("poolId '' is empty: write its value out");
  expect(messageOf(() => requireLiteral('poolId', ['a']))).toBe('poolId ["a"] is not a string: put it in quotes');
});
