import { messageOf } from './messages';
import { refuse } from '../../lib/federation/errors';

function circular(): object {
  const node: { self?: object } = {};
  node.self = node;
  return node;
}

test.each<[unknown, string]>([
  ['text', "'text'"], [7, '7'], [['a'], '["a"]'], [undefined, 'undefined'], [() => 1, '() => 1'], [NaN, 'NaN'], [null, 'null'], [circular(), '[object Object]'],
])('a refusal shows %p as %s', (value, shown) => {
  expect(messageOf(() => refuse('property', value, 'is wrong', 'do this'))).toBe(`property ${shown} is wrong: do this`);
});
