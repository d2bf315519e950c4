import { parseTemplateString } from '../../../../lib/proof/inputs/terraform/template-string';

test.each([
  ['plain', [{ literal: 'plain' }]],
  ['$${literal} and %%{literal}', [{ literal: '${literal} and %{literal}' }]],
  ['a${b.c}d', [{ literal: 'a' }, { expression: 'b.c' }, { literal: 'd' }]],
  ['${f("}", {a = 1})}x', [{ expression: 'f("}", {a = 1})' }, { literal: 'x' }]],
  ['%{if x}y%{endif}', [{ directive: 'if x' }, { literal: 'y' }, { directive: 'endif' }]],
  ['$5 and 100%', [{ literal: '$5 and 100%' }]],
  ['${open', [{ expression: 'open' }]],
])('%j', (text, parts) => {
  expect(parseTemplateString(text)).toEqual(parts);
});
