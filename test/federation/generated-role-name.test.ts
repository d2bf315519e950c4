import * as fc from 'fast-check';
import { canBeGeneratedName } from '../../lib/federation/generated-role-name';

const role = { logicalId: 'WebTaskDefTaskRoleB0D86F55', stackName: 'my-shop' };

const letters = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));
const stackName = fc.stringMatching(/^[A-Za-z](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/);
const logicalId = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/);
const random = fc.oneof(letters(12), letters(13));

test.each([
  'my-shop-WebTaskDefTaskRoleB0D86F55-1ABC2DEF3GHI',
  'my-shop-WebTaskDefTaskRoleB0D86F55-x4TR2aQ9bK7L',
  'my-shop-WebTaskDefTaskRoleB0D86F55-x4TR2aQ9bK7Lq',
])('%s can be generated', name => expect(canBeGeneratedName(name, role)).toBe(true));

test.each([
  ['another logical id', 'my-shop-WebTaskDefTaskRole1A2B3C4D-1ABC2DEF3GHI'],
  ['another stack', 'my-shop2-WebTaskDefTaskRoleB0D86F55-1ABC2DEF3GHI'],
  ['a short random part', 'my-shop-WebTaskDefTaskRoleB0D86F55-x4TR2aQ9'],
  ['a long random part', 'my-shop-WebTaskDefTaskRoleB0D86F55-x4TR2aQ9bK7L12'],
  ['a random part with a hyphen', 'my-shop-WebTaskDefTaskRoleB0D86F55-x4TR2aQ-bK7L'],
  ['a name of its own', 'gcs-reader'],
  ['a cut logical id in a short name', 'my-shop-WebTaskDef-1ABC2DEF3GHI'],
  ['no stack', 'WebTaskDefTaskRoleB0D86F55-1ABC2DEF3GHI'],
  ['nothing', ''],
])('a name with %s cannot', (_, name) => expect(canBeGeneratedName(name, role)).toBe(false));

test('the stack of a nested stack is unknown, the logical id is not', () => {
  const nested = { logicalId: role.logicalId };
  expect(canBeGeneratedName('my-shop-NestedStack-1ABC-WebTaskDefTaskRoleB0D86F55-1ABC2DEF3GHI', nested)).toBe(true);
  expect(canBeGeneratedName('my-shop-NestedStack-1ABC-Other-1ABC2DEF3GHI', nested)).toBe(false);
});

test('whole parts always pass, and so do parts that were cut to 63 or 64 characters, but not to fewer', () => {
  fc.assert(fc.property(stackName, logicalId, random, (stack, id, end) => {
    const name = `${stack}-${id}-${end}`;
    fc.pre(name.length <= 64);
    expect(canBeGeneratedName(name, { logicalId: id, stackName: stack })).toBe(true);
    expect(canBeGeneratedName(name, { logicalId: `${id}More`, stackName: stack })).toBe(name.length >= 63);
    expect(canBeGeneratedName(name, { logicalId: id, stackName: `${stack}-more` })).toBe(name.length >= 63);
  }));
});
