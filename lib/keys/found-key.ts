/** How sure it is that a place holds or uses a service account key. */
export type KeyCertainty =
  /** The place holds a key, or makes one. */
  | 'certain'
  /** Its name, or the function that it calls, leads to a key. */
  | 'likely';

/** What stands in a place. The words for people are in the reports. */
export type KeyUse =
  /** A file or text that is a key. */
  | 'key'
  /** The same, in base64. */
  | 'key-in-base64'
  /** A resource that makes a key. */
  | 'key-resource'
  /** A PKCS#12 file, whose content is not read. */
  | 'pkcs12-file'
  /** Code that loads a key by a function of a client. */
  | 'code'
  /** A command that activates a key. */
  | 'command'
  /** A variable of a program that is named for a key. */
  | 'variable'
  /** A secret or parameter that is named for a key. */
  | 'secret'
  /** A file that is named for a key and copied into an image or mounted. */
  | 'copied-file';

/** A place where a service account key is, or is likely, used. It never holds any part of the key itself. */
export interface FoundKey {
  readonly certainty: KeyCertainty;
  readonly use: KeyUse;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Logical id, address or name of the object around it. @default - a file of the app */
  readonly address?: string;
  /** Name of the function, variable or secret. @default - it is the key itself */
  readonly name?: string;
  /** E-mail of the service account. @default - the place does not tell */
  readonly account?: string;
  /** Id of the key, `private_key_id`. @default - the place does not tell */
  readonly keyId?: string;
}

/** A file or folder that was not read, or not in full. */
export interface UnreadPlace {
  readonly path: string;
  readonly reason: 'too-large' | 'link' | 'not-permitted' | 'no-parser' | 'malformed' | 'too-many';
}
