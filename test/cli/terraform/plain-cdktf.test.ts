import * as fc from 'fast-check';
import { bundled } from './bundled';
import * as real from '../../../lib/cli/terraform/configuration';
import { GcpAccess, GcpFederationProps, GcpGrant } from '../../../lib/federation';
import * as realIds from '../../../lib/gcp/iam-member';
import { federationProps, hostileText, valid } from '../../federation/arbitraries';
import { EVERY_KIND } from '../../federation/grants/every-kind';
import { PROPS } from '../../gcp/synthesized';

type Module = typeof real;
type Options = real.ConfigurationOptions;

const { module: plain, inputs } = bundled<Module>('lib/cli/terraform/configuration.ts');

function result({ terraformConfiguration }: Module, federations: GcpFederationProps[], options: Options): object {
  try {
    return terraformConfiguration(federations, options);
  } catch (error) {
    return { refusal: (error as Error).message };
  }
}

function expectSame(federations: GcpFederationProps[], options: Options = {}): real.Configuration {
  const written = result(plain, federations, options);
  expect(written).toEqual(result(real, federations, options));
  return written as real.Configuration;
}

/** What Terraform takes as the name of a resource or an output. */
const NAME = /^[A-Za-z_][\w-]*$/;

function namesIn(text: string): string[] {
  const { resource = {}, output = {} }: Record<string, Record<string, object>> = JSON.parse(text);
  return [...Object.values(resource).flatMap(named => Object.keys(named)), ...Object.keys(output)];
}

const flag = fc.constantFrom(undefined, false, true);
const options: fc.Arbitrary<Options> = fc.record({
  googleProviderVersion: fc.constantFrom('~> 6.50', '>= 6.0.0, < 8.0.0'),
  module: flag,
  enableApis: flag,
  existingPool: flag,
  existingProvider: flag,
  deletionProtection: flag,
  forget: flag,
  takeOver: fc.record({ pool: flag, provider: flag, serviceAccounts: flag }),
  auditLogs: flag,
  restrictAwsAccounts: flag,
}, { requiredKeys: [] });

/** Several roles of one pool, as far as the rest of the description lets them differ. */
const onePool: fc.Arbitrary<GcpFederationProps[]> = fc.tuple(federationProps, fc.uniqueArray(fc.tuple(valid.roleName, valid.serviceAccountId), {
  minLength: 1, maxLength: 4, selector: ([roleName]) => roleName,
})).map(([props, roles]) => roles.map(([roleName, serviceAccountId]) => ({
  ...props, roleName, access: GcpAccess.impersonation({ serviceAccountId }),
})));

const several: fc.Arbitrary<GcpFederationProps[]> = fc.array(fc.oneof(onePool, federationProps.map(props => [props])), { minLength: 1, maxLength: 3 })
  .map(lists => lists.flat());

test('is without CDKTF and the prebuilt provider, and holds nothing but lib/ and constructs', () => {
  expect(inputs.length).toBeGreaterThan(50);
  expect(inputs.filter(file => !/^(?:lib\/(?:federation|gcp|cli\/terraform)|node_modules\/constructs)\//.test(file))).toEqual([]);
});

test('writes what CDKTF and the prebuilt provider write, and refuses what they refuse', () => {
  const seen = { written: 0, refused: 0, blocks: new Set<string>() };
  fc.assert(fc.property(several, options, (federations, chosen) => {
    const written = expectSame(federations, chosen);
    seen['refusal' in written ? 'refused' : 'written'] += 1;
    if ('refusal' in written) return;
    Object.keys(JSON.parse(written.text)).forEach(block => seen.blocks.add(block));
    expect(namesIn(written.text).filter(name => !NAME.test(name))).toEqual([]);
  }), { numRuns: 400 });
  expect(Math.min(seen.written, seen.refused)).toBeGreaterThan(40);
  expect([...seen.blocks].sort()).toEqual(['//', 'check', 'data', 'import', 'output', 'provider', 'removed', 'resource', 'terraform']);
});

test('writes the same for every kind of grant', () => {
  for (const access of [undefined, GcpAccess.direct()]) expectSame([{ ...PROPS, access, grants: EVERY_KIND.map(([, grant]) => grant) }]);
});

test('carries every text of a condition alike', () => {
  fc.assert(fc.property(hostileText, hostileText, (title, expression) => {
    expectSame([{ ...PROPS, grants: [GcpGrant.project('roles/browser', { condition: { title, expression } })] }]);
  }), { numRuns: 200 });
});

test('gives elements the same names, whatever the length and the characters of their paths', () => {
  const { module: logicalIds } = bundled<{ logicalId(path: string[]): string }>('lib/cli/terraform/plain-cdktf/logical-id.ts');
  const { makeUniqueId } = jest.requireActual<{ makeUniqueId(path: string[]): string }>('cdktf/lib/private/unique');
  const part = fc.oneof(fc.constantFrom('Default', 'Resource', 'pool', 'my-pool', 'a.b/c', 'x'.repeat(200), 'y'.repeat(300)), fc.string({ minLength: 1 }));
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }).filter(path => path.some(id => id !== 'Default')), path => {
    expect(logicalIds.logicalId(path)).toBe(makeUniqueId(path));
  }), { numRuns: 2000 });
});

test.each(['111122223333', '-pool', 'google', 'aws-identity-pool'])('gives pool \'%s\' names that Terraform takes', poolId => {
  const names = namesIn(expectSame([{ ...PROPS, poolId }]).text);
  expect(names.length).toBeGreaterThan(12);
  expect(names.filter(name => !NAME.test(name))).toEqual([]);
});

test.each(['projects/my-gcp-project/roles/1st', 'projects/my-gcp-project/roles/.reader', 'roles/storage.objectViewer'])('gives role \'%s\' an id that Terraform takes', role => {
  expect(realIds.iamMemberId({ resource: 'project', project: 'my-gcp-project', role, member: 'user' })).toMatch(NAME);
});
