/** A text in the form in which phrases are looked for. */
export interface Fingerprint {
  /** Letters and digits only, in lower case: line breaks inside words, quotes and punctuation are gone. */
  readonly characters: string;
  /** Numbers that stand by themselves. */
  readonly numbers: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

const TERMINAL_CODE = /\u001b\[[0-9;]*[A-Za-z]/g;
/** Escapes of JSON, also where one JSON text stands inside another. */
const ESCAPED_CHARACTER = /\\+u([0-9a-fA-F]{4})/g;
const ESCAPED_SPACE = /\\+[nrt]/g;

export function fingerprint(text: string): Fingerprint {
  const plain = text
    .replace(TERMINAL_CODE, '')
    .replace(ESCAPED_CHARACTER, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(ESCAPED_SPACE, ' ')
    .toLowerCase();
  const words = plain.split(/[^a-z0-9_]+/).filter(word => word !== '');
  return {
    characters: plain.replace(/[^a-z0-9]/g, ''),
    numbers: new Set(words.filter(word => /^\d+$/.test(word))),
    words: new Set(words),
  };
}

/** How many characters of a phrase occur in a text: all, or none. */
export function occurring(phrase: string, { characters, numbers }: Fingerprint): number {
  if (/^\d+$/.test(phrase)) return numbers.has(phrase) ? phrase.length : 0;
  const wanted = fingerprint(phrase).characters;
  return characters.includes(wanted) ? wanted.length : 0;
}
