import { CATALOGUE } from './catalogue';
import { CatalogueEntry, Explanation } from './explanation';
import { Fingerprint, fingerprint, occurring } from './fingerprint';
import { troubleshootingPage } from './troubleshooting-page';

/** What is known of a pasted text. */
export interface ExplainedText {
  /** The errors that the text holds, the surest first. Empty where none is known. */
  readonly matches: readonly Explanation[];
  /** Errors that read alike, where none matches. */
  readonly nearest: readonly Explanation[];
}

const NEAREST = 3;
/** Share of an error's telling words that a text must have to be called alike. */
const ALIKE = 0.25;

/**
 * Looks an error up, whatever stands around it: a stack trace, a JSON body, a log prefix, line breaks.
 *
 * @param text as it was pasted
 */
export function explain(text: string): ExplainedText {
  const print = fingerprint(text);
  const matches = ranked(entry => surety(entry, print));
  return {
    matches: matches.map(explanation),
    nearest: matches.length > 0 ? [] : ranked(entry => likeness(entry, print)).slice(0, NEAREST).map(explanation),
  };
}

/** Entries that score, the highest first; equals stay in the order of the catalogue. */
function ranked(score: (entry: CatalogueEntry) => number): CatalogueEntry[] {
  return CATALOGUE
    .map(entry => ({ entry, score: score(entry) }))
    .filter(candidate => candidate.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(candidate => candidate.entry);
}

/** The more characters of the text a signature accounts for, the surer it is. */
function surety({ signatures }: CatalogueEntry, print: Fingerprint): number {
  return Math.max(...signatures.map(phrases => {
    const found = phrases.map(phrase => occurring(phrase, print));
    return found.includes(0) ? 0 : found.reduce((sum, length) => sum + length, 0);
  }));
}

/** Words that few entries have tell more than those that many have. */
function likeness(entry: CatalogueEntry, { words }: Fingerprint): number {
  const own = wordsOf(entry);
  const weigh = (some: readonly string[]): number => some.reduce((sum, word) => sum + 1 / FREQUENCY.get(word)!, 0);
  const share = weigh(own.filter(word => words.has(word))) / weigh(own);
  return share >= ALIKE ? share : 0;
}

function wordsOf({ error, signatures }: CatalogueEntry): string[] {
  return [...fingerprint([error, ...signatures.flat()].join(' ')).words].filter(word => word.length > 2);
}

const FREQUENCY = new Map<string, number>();
for (const word of CATALOGUE.flatMap(wordsOf)) FREQUENCY.set(word, (FREQUENCY.get(word) ?? 0) + 1);

function explanation({ signatures: _, ...known }: CatalogueEntry): Explanation {
  return { ...known, page: troubleshootingPage(known.id) };
}
