import { messageOf } from './messages';
import { messageWithoutSubject, refuse, refusedProperty, withSubject } from '../../lib/federation/errors';

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

describe('the subject of a step', () => {
  const failing = () => refuse('roleName', 'x', 'is wrong', 'do this');

  test('begins the message, once, and the property stays known', () => {
    const run = () => withSubject('Stack/Reader', () => withSubject("role 'x'", failing));
    expect(messageOf(run)).toBe("role 'x': roleName 'x' is wrong: do this");
    try {
      run();
    } catch (error) {
      expect(refusedProperty(error)).toBe('roleName');
      expect(messageWithoutSubject(error)).toBe("roleName 'x' is wrong: do this");
      expect(Object.keys(error as object)).toEqual([]);
    }
  });

  test('is not added to what others throw', () => {
    expect(messageOf(() => withSubject('Stack/Reader', () => { throw new TypeError('x'); }))).toBe('x');
  });

  test('is not in the way of what works', () => {
    expect(withSubject('Stack/Reader', () => 7)).toBe(7);
  });
});
