/** A text as its letters and digits, in which line breaks, quotes and punctuation do not count. */
export interface Letters {
  /** Letters and digits in lower case. */
  readonly characters: string;
  /** The place of each of them in the text. */
  readonly places: readonly number[];
  readonly text: string;
}

const LETTER_OR_DIGIT = /[a-z0-9]/;

export function extractLetters(text: string): Letters {
  const lower = text.toLowerCase();
  const characters: string[] = [];
  const places: number[] = [];
  for (let place = 0; place < lower.length; place += 1) {
    if (!LETTER_OR_DIGIT.test(lower[place])) continue;
    characters.push(lower[place]);
    places.push(place);
  }
  return { characters: characters.join(''), places, text: lower };
}

/** Returns where a part stands at or after a place, or -1. Parts of digits only must be numbers of their own. */
export function findPart({ characters, places, text }: Letters, part: string, from: number): number {
  let at = characters.indexOf(part, from);
  if (!/^\d+$/.test(part)) return at;
  while (at !== -1) {
    const before = text[places[at] - 1] ?? ' ';
    const after = text[places[at + part.length - 1] + 1] ?? ' ';
    if (!/[a-z0-9.]/.test(before) && !/[a-z0-9]/.test(after)) return at;
    at = characters.indexOf(part, at + 1);
  }
  return -1;
}
