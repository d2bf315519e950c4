import { ErrorId } from '../catalogue';
import { CauseId } from '../causes';
import { Cause, Sighting } from '../known-error';

/** A cause with its id. */
export interface ExplainedCause extends Omit<Cause, 'signs'> {
  readonly id: CauseId;
}

/** An error that was found in a text, or that reads alike. */
export interface Explanation {
  /** Stable; also the anchor on the troubleshooting page. */
  readonly id: ErrorId;
  /** The words that most users meet. */
  readonly error: string;
  /** The client, service or tool that reports it. */
  readonly from: string;
  /** Where the words of the text were seen. @default - a wording of no client in particular */
  readonly seen?: Sighting;
  /** The likeliest first, for this text. */
  readonly causes: readonly ExplainedCause[];
  /** The vendor's page. */
  readonly docs: string;
  /** The same explanation on the web, to pass on. */
  readonly page: string;
}

/** What is known of a pasted text. */
export interface ExplainedText {
  /** The errors that the text holds, the surest first. */
  readonly matches: readonly Explanation[];
  /** Errors that read alike, if none matches. */
  readonly nearest: readonly Explanation[];
}
