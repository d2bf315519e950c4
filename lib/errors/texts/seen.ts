import { ErrorId } from '../catalogue';
import { CauseId } from '../causes';
import { KnownWords } from '../known-error';

export type KnownText = KnownWords<ErrorId, CauseId>;

/** Words of an error; with a cause if they point to one that is not the error's likeliest. */
type Words = string | { readonly text: string; readonly cause: CauseId };
type WordsByError = Readonly<Partial<Record<ErrorId, readonly Words[]>>>;

/** Words that one version of a client was seen to write, by the error that they are. */
export function seenIn(client: string, version: string, words: WordsByError): KnownText[] {
  return likely(words).map(text => ({ ...text, seen: { client, version } }));
}

/** Wordings that programs are likely to have, by the error that they are. */
export function likely(words: WordsByError): KnownText[] {
  return Object.entries(words).flatMap(([error, texts]) => texts.map(one => ({
    error: error as ErrorId,
    ...typeof one === 'string' ? { text: one } : one,
  })));
}

/** Beginnings of a credential configuration, by which a value that should be a path is recognized as JSON. */
const CONFIGURATION_STARTS = ['{"type":"external_account"', '{"universe_domain":', '{"audience":'];

/** Texts in which a credential configuration follows the given words. */
export function followedByConfiguration(words: string): string[] {
  return CONFIGURATION_STARTS.map(start => `${words}…${start}`);
}
