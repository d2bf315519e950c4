import { stripLinePrefixes } from './line-prefixes';
import { joinMessages } from './log-records';

/** Escape sequences of terminals. */
const TERMINAL_CODE = /\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007]*\u0007)|\u241b\[[0-9;]*m|#033\[[0-9;]*m/g;
/** Escapes of JSON and of programming languages, also where one text stands inside another. */
const ESCAPED_CODE_POINT = /\\+u\{?([0-9a-fA-F]{4,6})\}?|\\+x([0-9a-fA-F]{2})/g;
const ESCAPED_SPACE = /\\+[nrt]/g;
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  hellip: '...',
  ndash: '-',
  mdash: '-',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
};
const ENTITY = /&(?:amp;)?(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g;
const PERCENT_ENCODED = /%[0-9A-Fa-f]{2}/g;
/** So many percent signs do not stand by chance. */
const ENCODED_AT_LEAST = 2;
const NESTING = 3;

/**
 * Returns the readings of a pasted text: without encodings, without the prefix of each line, as messages of log
 * records.
 *
 * An error is looked for in each of them.
 */
export function readPastedText(text: string): string[] {
  const plain = decodeText(text);
  const records = joinMessages(text.replace(TERMINAL_CODE, ''));
  const decoded = records.map(decodeText);
  return [...new Set([plain, ...decoded, ...[plain, ...decoded].map(stripLinePrefixes)])];
}

/** Returns a text without terminal codes, escapes, HTML entities and URL encoding. */
function decodeText(text: string): string {
  let plain = text.replace(TERMINAL_CODE, '');
  for (let depth = 0; depth < NESTING; depth += 1) plain = decodeUrl(decodeEntities(plain));
  return plain
    .replace(ESCAPED_CODE_POINT, (whole, ...codes) => decodeCharacter(parseInt(codes[0] ?? codes[1], 16), whole))
    .replace(ESCAPED_SPACE, '\n')
    .replace(TERMINAL_CODE, '');
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED_ENTITIES[name] ?? whole;
    return decodeCharacter(decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal), whole);
  });
}

function decodeUrl(text: string): string {
  const encoded = text.match(PERCENT_ENCODED) ?? [];
  if (encoded.length < ENCODED_AT_LEAST) return text;
  const spaces = /\s/.test(text.trim()) ? text : text.replaceAll('+', ' ');
  return spaces.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

function decodeCharacter(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
