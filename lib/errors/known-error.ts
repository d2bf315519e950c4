/** Where a command is run: where the program fails, where gcloud or the AWS CLI is signed in, or in a code folder. */
export type Place = 'workload' | 'workstation' | 'code';

/** A command that shows whether a cause is the one at hand. */
export interface Confirmation {
  readonly where: Place;
  readonly command: string;
  /** What the command prints, and what this means. */
  readonly expect: string;
}

/** A reason for which errors are reported, with the way to confirm and to fix it. */
export interface Cause {
  readonly cause: string;
  /** The quickest first. */
  readonly confirm: readonly Confirmation[];
  readonly fix: readonly string[];
  /**
   * Words next to an error that make this the likeliest cause, such as the folder of a Lambda function.
   *
   * @default - no such words
   */
  readonly signs?: readonly string[];
}

/** An error of a client, a cloud or a tool, whatever the words for it. */
export interface ErrorKind<CauseId extends string = string> {
  /** The words that most users meet; variable parts are in capitals. */
  readonly error: string;
  /** The client, service or tool that reports it. */
  readonly from: string;
  /** Ids of causes, the likeliest first. */
  readonly causes: readonly CauseId[];
  /** The vendor's page. */
  readonly docs: string;
  /**
   * Whether the words say only where something failed: an error that says why takes precedence.
   *
   * @default false
   */
  readonly vague?: boolean;
}

/** The client or service that was seen to write certain words. */
export interface Sighting {
  readonly client: string;
  readonly version: string;
}

/** Words of an error. */
export interface KnownWords<ErrorId extends string = string, CauseId extends string = string> {
  readonly error: ErrorId;
  /** The words; `…` stands for what differs from case to case, `‥` for a short piece of it. */
  readonly text: string;
  /**
   * The cause that these words point to.
   *
   * @default - the order of the error's own causes
   */
  readonly cause?: CauseId;
  /**
   * Where exactly these words were seen.
   *
   * @default - nowhere: a wording that programs are likely to have
   */
  readonly seen?: Sighting;
}
