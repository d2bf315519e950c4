import { ErrorId, ERROR_IDS } from '../catalogue';
import { TEXTS } from '../texts';

const NEAREST = 3;
/** Telling words that a text must share, one next to the same word as in the error. */
const SHARED_WORDS = 2;
/** Words that errors of every program have, and names of software that has others. */
const COMMON_WORDS = new Set((
  'the and for not are was with from that this has have does did its than your you can but error errors failed '
  + 'failure exception unable could cannot invalid unknown unexpected found exist exists already given type file '
  + 'files directory path open read name names value values field key keys json object code status message '
  + 'request response connect connection connecting refused timeout timed out deadline exceeded context network '
  + 'host port url http https lookup dial tcp resolve access denied permission permissions authorized action '
  + 'resource credentials credential token expired security signature included certificate certificates ssl tls '
  + 'self signed unknown authority chain max retries module export named requested commonjs user role project '
  + 'service account api client server missing required set must only one environment variable insufficient npm '
  + 'couldn find var run peer dependency operation describe calling method undefined node python java google aws'
).split(' '));

/** Returns errors whose words a text shares, more than common ones and two in a row at least. */
export function findNearestErrors(text: string): ErrorId[] {
  const words = splitWords(text);
  const pairs = pairWords(words);
  const own = new Set(words);
  return ERROR_IDS
    .map(error => ({ error, score: Math.max(...(BY_ERROR.get(error) ?? []).map(one => rateLikeness(one, own, pairs)), 0) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, NEAREST)
    .map(({ error }) => error);
}

function rateLikeness(known: readonly string[], words: ReadonlySet<string>, pairs: ReadonlySet<string>): number {
  const telling = [...new Set(known)].filter(word => !COMMON_WORDS.has(word));
  const shared = telling.filter(word => words.has(word));
  const inARow = [...pairWords(known)].filter(pair => pairs.has(pair)).flatMap(pair => pair.split(' '));
  if (shared.length < SHARED_WORDS || !inARow.some(word => shared.includes(word))) return 0;
  return shared.length / telling.length;
}

function splitWords(text: string): string[] {
  return text.toLowerCase().split(/[^a-z0-9_.]+/)
    .map(word => word.replace(/^\.+|\.+$/g, ''))
    .filter(word => word.length > 2);
}

function pairWords(words: readonly string[]): Set<string> {
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}

const BY_ERROR = new Map<ErrorId, string[][]>();
for (const { error, text } of TEXTS) {
  BY_ERROR.set(error, [...BY_ERROR.get(error) ?? [], splitWords(text.replaceAll(/[…‥]/g, ' '))]);
}
