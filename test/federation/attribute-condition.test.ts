import { messageOf } from './messages';
import { attributeCondition } from '../../lib/federation/attribute-condition';

const PREFIX = 'arn:aws:sts::123456789012:assumed-role/';

function roles(count: number, length: number): string[] {
  return Array.from({ length: count }, (_, index) => PREFIX + String(index).padStart(length, 'r'));
}

test('for one role compares the mapped value and the raw assertion', () => {
  expect(attributeCondition([`${PREFIX}Reader`])).toBe(
    `attribute.aws_role == '${PREFIX}Reader' && assertion.arn.startsWith('${PREFIX}Reader/')`);
});

test('for several roles asks for membership in the exact list', () => {
  expect(attributeCondition([`${PREFIX}Reader`, `${PREFIX}Writer`])).toBe(`attribute.aws_role in ['${PREFIX}Reader','${PREFIX}Writer']`);
});

test.each([[38, 64], [56, 30], [65, 20]])('%d roles with names of %d characters fit, one more does not', (count, length) => {
  expect(attributeCondition(roles(count, length)).length).toBeLessThanOrEqual(4096);
  expect(messageOf(() => attributeCondition(roles(count + 1, length)))).toMatch(new RegExp(
    `^the attribute condition for ${count + 1} roles has \\d+ characters, Google allows 4096: put some of the roles into a further pool for the same account$`));
});
