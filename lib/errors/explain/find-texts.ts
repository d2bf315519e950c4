import { findPart, Letters, extractLetters } from './letters';
import { ERRORS } from '../catalogue';
import { KnownText, TEXTS } from '../texts';

/** A place at which known words stand. */
export interface Match {
  readonly known: KnownText;
  /** How many letters and digits the words account for. */
  readonly score: number;
  /** Beginnings and ends of the words, without what stands between them. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

interface Pattern {
  readonly known: KnownText;
  readonly parts: readonly Part[];
}

interface Part {
  readonly letters: string;
  /** How many letters and digits may stand before it, after the part before. */
  readonly gap: number;
}

/** Letters and digits between two parts of a text: what differs is a path, an ARN or an answer, not a page. */
const GAPS = { '…': 900, '‥': 70 };
/** Places at which the same words are looked for. */
const MOST_PLACES = 20;

const PATTERNS: readonly Pattern[] = TEXTS.map(known => ({ known, parts: splitParts(known.text) }));

function splitParts(text: string): Part[] {
  const pieces = text.split(/([…‥])/);
  return pieces
    .map((piece, index) => ({
      letters: extractLetters(piece).characters,
      gap: pieces[index - 1] === '‥' ? GAPS['‥'] : GAPS['…'],
    }))
    .filter(({ letters }) => letters !== '');
}

/** Finds every known text, each at every place; of those that share letters the longest remains. */
export function findTexts(text: string): Match[] {
  const letters = extractLetters(text);
  const all = PATTERNS.flatMap(pattern => findPattern(pattern, letters));
  const kept: Match[] = [];
  for (const match of all.sort(comparePrecision)) {
    const rivals = kept.filter(({ known }) => known.error !== match.known.error);
    if (!rivals.some(rival => isOverlapping(rival, match))) kept.push(match);
  }
  return kept;
}

/** What says why comes before what says only where, longer words before shorter ones. */
function comparePrecision(one: Match, other: Match): number {
  const vagueness = ({ known }: Match) => Number(ERRORS[known.error].vague === true);
  return vagueness(one) - vagueness(other) || other.score - one.score;
}

function findPattern({ known, parts }: Pattern, letters: Letters): Match[] {
  const matches: Match[] = [];
  const score = parts.reduce((sum, part) => sum + part.letters.length, 0);
  let start = findPart(letters, parts[0].letters, 0);
  while (start !== -1 && matches.length < MOST_PLACES) {
    const spans = extend(parts, letters, start);
    if (spans === undefined && findPart(letters, parts[parts.length - 1].letters, start) === -1) break;
    if (spans !== undefined) matches.push({ known, spans, score });
    start = findPart(letters, parts[0].letters, start + 1);
  }
  return matches;
}

function extend(parts: readonly Part[], letters: Letters, start: number): [number, number][] | undefined {
  const spans: [number, number][] = [[start, start + parts[0].letters.length]];
  for (const part of parts.slice(1)) {
    const end = spans[spans.length - 1][1];
    const at = findPart(letters, part.letters, end);
    if (at === -1 || at - end > part.gap) return undefined;
    spans.push([at, at + part.letters.length]);
  }
  return spans;
}

function isOverlapping(one: Match, other: Match): boolean {
  return one.spans.some(([from, to]) => other.spans.some(([otherFrom, otherTo]) => from < otherTo && otherFrom < to));
}
