import { TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { GcpAccess, GcpGrant } from '../../../lib/federation';
import { messageWithoutSubject } from '../../../lib/federation/errors';
import { GcpFederation } from '../../../lib/gcp';
import { googleSide } from '../../../lib/google/google-side';
import { iamMemberId } from '../../../lib/google/grants/iam-member';
import { GoogleSideOptions } from '../../../lib/google/options';
import { logicalId } from '../../../lib/google/terraform/logical-id';
import { terraformJson } from '../../../lib/google/terraform/terraform-json';
import { hostileText } from '../../federation/arbitraries';
import { EVERY_KIND } from '../../federation/grants/every-kind';
import { newApp, PROPS, synthesize } from '../../gcp/synthesized';
import { AnyDescription, descriptions, sideOptions } from '../arbitrary-sides';

type Blocks = Record<string, Record<string, object>>;

/** The names that Terraform takes for a resource or an output. */
const NAME = /^[A-Za-z_][\w-]*$/;

function attempted(write: () => object): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(write()));
  } catch (error) {
    return { refusal: messageWithoutSubject(error).replace(/'gcp\//g, "'") };
  }
}

/** What CDKTF and the prebuilt provider make of a stack with the same federations, without what they say of constructs. */
function cdktfWrites(all: AnyDescription[], options: GoogleSideOptions): Record<string, unknown> {
  const { terraform: _, ...written } = attempted(() => {
    const stack = new TerraformStack(newApp(), 'gcp');
    GcpFederation.forAccounts(stack, all, options);
    return JSON.parse(JSON.stringify(synthesize(stack)), (name, value) => name === '//' ? undefined : value) as object;
  });
  return written;
}

function expectSame(all: AnyDescription[], options: GoogleSideOptions = {}): Record<string, unknown> {
  const { terraform: _, provider: __, ...written } = attempted(() => terraformJson(googleSide(all, options), {}));
  expect(written).toEqual(cdktfWrites(all, options));
  return written;
}

function namesIn({ resource = {}, output = {} }: Record<string, unknown>): string[] {
  return [...Object.values(resource as Blocks).flatMap(named => Object.keys(named)), ...Object.keys(output as object)];
}

test('writes what the constructs write by CDKTF, and refuses what they refuse', () => {
  const seen = { written: 0, refused: 0, blocks: new Set<string>() };
  fc.assert(fc.property(descriptions, sideOptions, (all, options) => {
    const written = expectSame(all, options);
    seen['refusal' in written ? 'refused' : 'written'] += 1;
    if ('refusal' in written) return;
    Object.keys(written).forEach(block => seen.blocks.add(block));
    expect(namesIn(written).filter(name => !NAME.test(name))).toEqual([]);
  }), { numRuns: 120 });
  expect(Math.min(seen.written, seen.refused)).toBeGreaterThan(10);
  expect([...seen.blocks].sort()).toEqual(expect.arrayContaining(['data', 'import', 'output', 'removed', 'resource']));
});

test('writes the same for every kind of grant', () => {
  for (const access of [undefined, GcpAccess.direct()]) expectSame([{ ...PROPS, access, grants: EVERY_KIND.map(([, grant]) => grant) }]);
});

test('carries every text of a condition alike', () => {
  fc.assert(fc.property(hostileText, hostileText, (title, expression) => {
    expectSame([{ ...PROPS, grants: [GcpGrant.project('roles/browser', { condition: { title, expression } })] }]);
  }), { numRuns: 60 });
});

test('gives elements the names that CDKTF gives them, whatever the length and the characters of their paths', () => {
  const { makeUniqueId } = jest.requireActual<{ makeUniqueId(path: string[]): string }>('cdktf/lib/private/unique');
  const part = fc.oneof(fc.constantFrom('Default', 'Resource', 'pool', 'my-pool', 'a.b/c', 'x'.repeat(200), 'y'.repeat(300)), fc.string({ minLength: 1 }));
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }).filter(path => path.some(id => id !== 'Default')), path => {
    expect(logicalId(path)).toBe(makeUniqueId(path));
  }), { numRuns: 2000 });
});

test.each(['111122223333', '-pool', 'google', 'aws-identity-pool'])('gives pool \'%s\' names that Terraform takes', poolId => {
  const names = namesIn(expectSame([{ ...PROPS, poolId }]));
  expect(names.length).toBeGreaterThan(12);
  expect(names.filter(name => !NAME.test(name))).toEqual([]);
});

test.each(['projects/my-gcp-project/roles/1st', 'projects/my-gcp-project/roles/.reader', 'roles/storage.objectViewer'])(
  'gives role \'%s\' an id that Terraform takes', role => {
    expect(iamMemberId({ resource: 'project', project: 'my-gcp-project', role, member: 'user' })).toMatch(NAME);
  });
