import * as fc from 'fast-check';
import { evaluateCel } from '../../../lib/proof/policy/cel';

const arn = (value: string) => ({ assertion: { arn: value } });

describe('literals', () => {
  test('are compared as they are, whatever they hold', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.constantFrom("it's", 'a"b', '//', 'r"', "'''", '"""', '\\', 'literal_0', 'x"y\'z', 'assertion.arn')), value => {
      // JSON's escapes are among those of CEL.
      expect(evaluateCel(`assertion.arn == ${JSON.stringify(value)}`, arn(value))).toBe(true);
      expect(evaluateCel(`assertion.arn == ${JSON.stringify(value)}`, arn(`${value}x`))).toBe(false);
    }));
  });

  test('of several expressions of one shape are not mixed up', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z:/]{0,8}$/), fc.stringMatching(/^[a-z:/]{0,8}$/)), { minLength: 2, maxLength: 3 }), pairs => {
      // Where texts stand for themselves, in a list, in a macro and in a map.
      const expressions = pairs.map(([one, other]) => `assertion.arn == '${one}' || assertion.arn.startsWith("${other}/")`
        + ` || assertion.arn in ['${other}', 'l${one}'] || ['${one}m'].exists(x, x == assertion.arn) || {'k': '${other}v'}['k'] == assertion.arn`);
      const accepts = ([one, other]: readonly [string, string], value: string) =>
        value.startsWith(`${other}/`) || [one, other, `l${one}`, `${one}m`, `${other}v`].includes(value);
      const values = pairs.flatMap(([one, other]) => [one, other, `l${one}`, `${one}m`, `${other}v`, `${other}/x`]);
      // Each again when the others have been prepared.
      for (const [index, pair] of [...pairs.entries(), ...pairs.entries()]) {
        for (const value of values) expect(evaluateCel(expressions[index], arn(value))).toBe(accepts(pair, value));
      }
    }));
  });

  test.each([
    ['raw', String.raw`assertion.arn == r"a\d"`, 'a\\d'],
    ['raw, upper case', String.raw`assertion.arn == R'a\d'`, 'a\\d'],
    ['over lines', 'assertion.arn == """a"b"""', 'a"b'],
    ['empty', 'assertion.arn == "" + ""', ''],
    ['one in the other', 'assertion.arn == "it\'s" || \'say "x"\' == assertion.arn', 'say "x"'],
    ['behind a comment with a quotation mark', 'assertion.arn // it\'s\n == "a"', 'a'],
    ['next to an operator word', '"a"in["a"] && assertion.arn == "a"', 'a'],
    ['as an index', 'assertion["arn"] == "a"', 'a'],
    ['as keys of a map', '{"a": "b"}["a"] == "b" && assertion.arn == "a"', 'a'],
    ['in a pattern', String.raw`assertion.arn.matches("^[a-c]+$") && assertion.arn.matches('\\w')`, 'abc'],
    ['as a template', 'assertion.arn.extract("assumed-role/{role}/") == "x"', 'arn/assumed-role/x/i'],
  ])('%s', (_, expression, value) => {
    expect(evaluateCel(expression, arn(value))).toBe(true);
    expect(evaluateCel(expression, arn('other'))).toBe(false);
  });
});

test.each(['assertion.arn == "a', 'assertion.arn == "a" "b"', '"a"("b")', 'assertion.', "'a''"])('%s cannot be parsed, and the message shows it', expression => {
  expect(() => evaluateCel(expression, arn('a'))).toThrow(new RegExp(`^expression ${JSON.stringify(expression).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
});

test('variables of the expression do not become texts', () => {
  expect(() => evaluateCel('literal_0 == "a"', arn('a'))).toThrow('literal_0');
});
