import * as fc from 'fast-check';
import { isObject, readJsonObject } from '../../../lib/proof/inputs/read-json';
import { temporaryFolder } from '../temporary-folder';

function read(text: string): unknown {
  const folder = temporaryFolder({ 'file.json': text });
  try {
    return readJsonObject(`${folder.path}/file.json`);
  } finally {
    folder.remove();
  }
}

const brackets = fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', '}', ']', 'x', '\n'), maxLength: 40 });

test('brackets and quotation marks within strings are not nesting', () => {
  fc.assert(fc.property(fc.dictionary(brackets, fc.array(brackets)), fc.constantFrom('[', '{'), (value, open) => {
    const written = { [open.repeat(300)]: value, other: open.repeat(300) };
    expect(read(JSON.stringify(written))).toEqual(written);
  }));
});

test('as many levels as are read are read, and one more is not', () => {
  fc.assert(fc.property(brackets, string => {
    const nested = (levels: number) => `{${JSON.stringify(string)}: `.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);
    expect(isObject(read(nested(200)))).toBe(true);
    expect(() => read(nested(201))).toThrow('nested more than 200 levels deep');
  }), { numRuns: 30 });
});
