import * as fc from 'fast-check';
import { InputNode } from '../../../lib/federation/json/node';
import { parseJson } from '../../../lib/federation/json/parse';
import { messageOf } from '../messages';

function plain(node: InputNode): unknown {
  if (node.kind === 'array') return node.items.map(plain);
  if (node.kind !== 'object') return node.value;
  return Object.fromEntries([...node.members].map(([key, member]) => [key, plain(member.value)]));
}

function outcome(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    return (error as Error).message.includes('stands twice') ? 'twice' : 'refused';
  }
}

test('reads what JSON.parse reads', () => {
  fc.assert(fc.property(fc.json(), text => {
    const result = outcome(() => plain(parseJson(text, 'x.json')));
    fc.pre(result !== 'twice');
    expect(result).toEqual({ value: JSON.parse(text) });
  }));
});

test('refuses what JSON.parse refuses, and nothing else', () => {
  const seen = { refused: 0, read: 0 };
  const piece = fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '0', '1', '-', '.', 'e', '\\', '\\u12', 't', 'true', 'null', ' ', '\n', '\t', '\u0000', '\u00a0', '//', "'");
  fc.assert(fc.property(fc.json(), fc.nat(60), fc.nat(2), piece, (json, at, cut, inserted) => {
    const text = json.slice(0, at) + inserted + json.slice(at + cut);
    const result = outcome(() => plain(parseJson(text, 'x.json')));
    fc.pre(result !== 'twice');
    const expected = outcome(() => JSON.parse(text));
    seen[expected === 'refused' ? 'refused' : 'read'] += 1;
    expect(result).toEqual(expected);
  }), { numRuns: 3000 });
  expect(Math.min(seen.refused, seen.read)).toBeGreaterThan(100);
});

test.each([
  ['', '1:1: the end of the file stands where a value is expected: this is not JSON'],
  ['{"a": 1', "1:8: the end of the file stands where ',' or '}' is expected: this is not JSON"],
  ['{\n  "a": 1,\n}', "3:1: '}' follows a comma: remove the comma"],
  ['[1, ]', "1:5: ']' follows a comma: remove the comma"],
  ['{\r\n  "a" 1}', "2:7: '1' stands where ':' is expected: this is not JSON"],
  ['{\r  \'a\': 1}', "2:3: ''' stands where a key in double quotes is expected: this is not JSON"],
  ['{\n// why\n}', '2:1: a comment stands where a key in double quotes is expected: this is not JSON'],
  ['{"a": "b\n"}', '1:7: a string that is not closed, or holds a control character or a wrong escape, stands where a value is expected: this is not JSON'],
  ['{"a": 0123}', '1:7: 0123 is not a JSON number: put an id in quotes, since numbers lose leading zeros'],
  ['{"a": 12-34}', '1:7: 12-34 is not a JSON number: put an id in quotes, since numbers lose leading zeros'],
  ['{"a": .5}', '1:7: .5 is not a JSON number: put an id in quotes, since numbers lose leading zeros'],
  ['{} x', "1:4: 'x' stands where the end of the file is expected: this is not JSON"],
  ['{"a": 1,\n "b": 2,\n "a": 3}', "3:2: key 'a' stands twice, first in line 1: remove one"],
  ['{"a": {"b": 1, "\\u0062": 2}}', "1:16: key 'b' stands twice, first in line 1: remove one"],
  ['{"a": 😀}', "1:7: '😀' stands where a value is expected: this is not JSON"],
])('fails with file, line and column: %j', (text, message) => {
  expect(messageOf(() => parseJson(text, 'dir/x.json'))).toBe(`dir/x.json:${message}`);
});

test('ignores a byte order mark', () => {
  expect(plain(parseJson('\ufeff{"a": 1}', 'x.json'))).toEqual({ a: 1 });
});

test('reads nesting of 100 levels, and fails when it is deeper instead of exhausting the stack', () => {
  expect(() => parseJson('['.repeat(100) + ']'.repeat(100), 'x.json')).not.toThrow();
  expect(messageOf(() => parseJson('['.repeat(1_000_000), 'x.json'))).toBe(
    'x.json:1:102: the file is nested more than 100 levels deep: make it flatter');
});

test('a key named __proto__ is a key like any other', () => {
  const node = parseJson('{"__proto__": 1}', 'x.json');
  expect(node.kind === 'object' && [...node.members.keys()]).toEqual(['__proto__']);
});

test('takes time in proportion to the text', () => {
  const text = `[${Array.from({ length: 50_000 }, () => '{"a": "b"}').join(',')}]`;
  const start = performance.now();
  parseJson(text, 'x.json');
  expect(performance.now() - start).toBeLessThan(5_000);
});
