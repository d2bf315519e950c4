import { TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { PROPS, newApp, onlyResource, synthesize } from './synthesized';
import { describeWithTerraform, withTerraform } from './terraform';
import { GcpFederation, GcpGrant, GcpGrantCondition } from '../../lib/gcp';
import { terraformLiteral } from '../../lib/google/terraform/terraform-text';

/** Text made of what Terraform, JSON and CDKTF give a meaning to, mixed with any other. */
const hostileText = (maxLength: number) => fc.array(
  fc.oneof(
    fc.constantFrom('$', '%', '{', '}', '${', '%{', '$${', '%%{', '${var.a}', '%{ if true }', '"', '\\', '\n', '~', "'", '\r\n', 'TfToken[', '#{', '&{', '-1.5e+300'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  { minLength: 1, maxLength: maxLength / 10 },
).map(parts => parts.join('')).filter(text => text.length > 0 && [...text].length <= maxLength && !/\r(?!\n)/.test(text));

/** What Terraform makes of a template without expressions. */
function evaluated(template: string): string {
  return template.replace(/([$%]?)([$%])\{/g, (_, before, marker) => {
    expect(before).toBe(marker);
    return `${marker}{`;
  });
}

function synthesizedCondition(condition: GcpGrantCondition): GcpGrantCondition {
  const stack = new TerraformStack(newApp(), 'mine');
  new GcpFederation(stack, 'Reader', { ...PROPS, grants: [GcpGrant.project('roles/browser', { condition })] });
  return onlyResource(synthesize(stack), 'google_project_iam_member').condition;
}

test('passes conditions through Terraform templates unchanged', () => {
  fc.assert(fc.property(hostileText(100), hostileText(400), hostileText(256), (title, expression, description) => {
    const condition = synthesizedCondition({ title, expression, description });

    expect(evaluated(condition.title)).toBe(title);
    expect(evaluated(condition.expression)).toBe(expression);
    expect(evaluated(condition.description!)).toBe(description);
  }), { numRuns: 150 });
});

test.each(['title', 'expression', 'description'])('fails when the %s of a condition has a token of either engine', property => {
  for (const token of ['${TfToken[TOKEN.1]}', '${Token[TOKEN.1]}', '#{TfToken[TOKEN.1]}']) {
    expect(() => synthesizedCondition({ title: 'a', expression: 'true', [property]: `before ${token} behind` }))
      .toThrow(new RegExp(`^condition.${property} '.*' is known only at deployment`));
  }
});

test.each(['title', 'expression', 'description'])('fails when the %s of a condition has what Terraform does not carry', property => {
  expect(() => synthesizedCondition({ title: 'a', expression: 'true', [property]: 'a\r$${b' })).toThrow(new RegExp(`condition.${property} '[^]*' has a carriage return`));
  expect(() => synthesizedCondition({ title: 'a', expression: 'true', [property]: 'a\ud83d' })).toThrow(new RegExp(`condition.${property} '.*' has half of a surrogate pair`));
});

describeWithTerraform('the real Terraform', () => {
  test('evaluates every escaped text to the text', () => {
    const every = ['', '$', '%', '{', '$$', '%%', '${', '%{', '$${', '%%{', '$$${', '%%%{', '$%{', '%${', '{$', '${{', '$}{', '\\${', '😀${', '\n${\n'];
    const pairs = every.flatMap(first => every.map(second => first + second));
    const long = every.flatMap(first => pairs.map(second => `${second}\r\n${first}`));
    const texts = [...pairs, ...long, ...fc.sample(hostileText(400), 300).map(text => text.normalize())];

    const printed = withTerraform({ output: { texts: { value: texts.map(terraformLiteral) } } }, terraform => {
      const applied = terraform('apply', '-auto-approve', '-input=false', '-no-color');
      expect(applied).toMatchObject({ status: 0 });
      return terraform('output', '-json', 'texts').text;
    });

    expect(JSON.parse(printed)).toEqual(texts);
  });

  test('rejects or changes what is not escaped, so that the comparison means something', () => {
    withTerraform({ output: { text: { value: '%{ if false }gone%{ endif }' } } }, terraform => {
      terraform('apply', '-auto-approve', '-input=false', '-no-color');
      expect(JSON.parse(terraform('output', '-json', 'text').text)).toBe('');
    });
  });
});
