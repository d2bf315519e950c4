import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { evaluate, Scope } from '../../../../lib/proof/inputs/hcl/evaluate';
import { expressionSyntax } from '../../../../lib/proof/inputs/hcl/parser';
import { mapOf } from '../../../../lib/proof/inputs/hcl/values';
import { evaluateTemplate, needsParser } from '../../../../lib/proof/inputs/terraform/evaluate-body';

const LOCALS = mapOf([['a', 'one'], ['b-c', 'two'], ['d', '']]);
const SCOPE: Scope = {
  root: name => name === 'local' ? LOCALS : undefined,
  call: () => null,
  variables: new Map(),
  budget: { steps: 0, depth: 0 },
};

const literal = string({ unit: 'grapheme', maxLength: 6 }).filter(text => !/[$%{}\\"\r\n]/.test(text) && !text.startsWith('~'));
const part = oneof(literal, constantFrom('${local.a}', '${local.b-c}', '${local.d}', 'principalSet://', '/attribute.x/', 'é'));

test('texts with plain references have the value that the parser of HCL gives them, and do without it', () => {
  assert(property(array(part, { minLength: 2, maxLength: 6 }).map(parts => parts.join('')).filter(text => text.includes('${')), text => {
    expect(needsParser(text)).toBe(false);
    const quoted = JSON.stringify(text);
    const parsed = evaluate({ node: expressionSyntax(quoted), bytes: Buffer.from(quoted) }, SCOPE);
    expect(evaluateTemplate(text, SCOPE)).toBe(parsed);
  }), { numRuns: 60 });
});

test.each(['${true}x', '$${a}${local.a}', '${upper(local.a)}x', '%{ if true }x%{ endif }', '${local.a[0]}x'])('%j needs the parser', text => {
  expect(needsParser(text)).toBe(true);
});
