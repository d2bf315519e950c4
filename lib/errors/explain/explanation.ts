/** A command that tells whether a cause is the one at hand. */
export interface Confirmation {
  readonly command: string;
  /** What its output has to say, or what it means if it does not. */
  readonly expect: string;
}

/** What is known of an error that clients, Google or Terraform report. */
export interface KnownError {
  /** Stable, kebab-case; also the anchor on the page of all known errors. */
  readonly id: string;
  /** The error as users meet it. */
  readonly error: string;
  /** Who answers with it. */
  readonly from: string;
  /** The likeliest first. */
  readonly causes: readonly string[];
  readonly confirm: readonly Confirmation[];
  readonly fix: readonly string[];
  /** What the vendor says about it. */
  readonly docs: string;
}

/** An error that was looked up. */
export interface Explanation extends KnownError {
  /** The same explanation on the web, to pass on. */
  readonly page: string;
}

/** An error with what it is recognized by. */
export interface CatalogueEntry extends KnownError {
  /**
   * Each is enough: phrases that all occur, in any order. Case, punctuation, line breaks and escapes do not count; a
   * phrase of digits only has to stand as a number of its own.
   */
  readonly signatures: readonly (readonly string[])[];
}
