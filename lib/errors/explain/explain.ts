import { ExplainedCause, ExplainedText, Explanation } from './explanation';
import { findTexts, Match } from './find-texts';
import { extractLetters } from './letters';
import { findNearestErrors } from './nearest-errors';
import { readPastedText } from './plain-text';
import { ErrorId, ERRORS } from '../catalogue';
import { CauseId, CAUSES } from '../causes';
import { troubleshootingPage } from '../troubleshooting-page';

/** What was found of one error in all readings of a text. */
interface Found {
  readonly error: ErrorId;
  readonly matches: readonly Match[];
}

/**
 * Looks an error up, whatever surrounds it: a stack trace, JSON, log prefixes, line breaks, encodings.
 *
 * @param text as it was pasted
 */
export function explain(text: string): ExplainedText {
  const plain = readPastedText(text);
  const found = findErrors(plain);
  if (found.length === 0) return { matches: [], nearest: findNearestErrors(plain[0]).map(id => explainError(id, [], [])) };
  const signs = plain.map(reading => extractLetters(reading).characters);
  return { matches: found.map(({ error, matches }) => explainError(error, matches, signs)), nearest: [] };
}

/** The surest first. What says only where something failed is left out if something says why. */
function findErrors(plain: readonly string[]): Found[] {
  const perReading = plain.map(findTexts);
  const outdone = findOutdoneErrors(perReading);
  const byError = new Map<ErrorId, Match[]>();
  for (const match of perReading.flat()) {
    const { error } = match.known;
    if (!outdone.has(error)) byError.set(error, [...byError.get(error) ?? [], match]);
  }
  const found = [...byError].map(([error, matches]) => ({ error, matches: matches.sort(compareScores) }));
  const precise = found.filter(({ error }) => ERRORS[error].vague !== true);
  return (precise.length > 0 ? precise : found).sort((one, other) => compareScores(one.matches[0], other.matches[0]));
}

function compareScores(one: Match, other: Match): number {
  return other.score - one.score;
}

/** Errors that one reading has and another, with more of the same words in one piece, has not. */
function findOutdoneErrors(perReading: readonly (readonly Match[])[]): Set<ErrorId> {
  const best = Math.max(...perReading.flat().map(({ score }) => score), 0);
  const fullest = perReading.filter(matches => matches.some(({ score }) => score === best));
  const inFullest = new Set(fullest.flat().map(({ known }) => known.error));
  return new Set(perReading.flat().map(({ known }) => known.error).filter(error => !inFullest.has(error)));
}

function explainError(id: ErrorId, matches: readonly Match[], signs: readonly string[]): Explanation {
  const { error, from, docs } = ERRORS[id];
  const seen = matches.find(({ known }) => known.seen !== undefined)?.known.seen;
  return {
    id,
    error,
    from,
    ...seen !== undefined && { seen },
    causes: rankCauses(id, matches, signs),
    docs,
    page: troubleshootingPage(id),
  };
}

/** First the causes that the words of the text point to, then those with a sign next to them, then the others. */
function rankCauses(id: ErrorId, matches: readonly Match[], signs: readonly string[]): ExplainedCause[] {
  const own = ERRORS[id].causes;
  const pointed = matches.flatMap(({ known }) => known.cause ?? []).slice(0, 1);
  const isThere = (sign: string) => signs.some(text => text.includes(extractLetters(sign).characters));
  const signed = own.filter(cause => CAUSES[cause].signs?.some(isThere) ?? false);
  return [...new Set([...pointed, ...signed, ...own])].map(explainCause);
}

function explainCause(id: CauseId): ExplainedCause {
  const { cause, confirm, fix } = CAUSES[id];
  return { id, cause, confirm, fix };
}
