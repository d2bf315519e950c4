/** Why a value is not known before deployment. */
export type UndeterminedCause =
  /** A cloud or an engine answers later, such as an id that Google gives. */
  | 'deployment'
  /** AWS generates the name of the role or of another resource. */
  | 'generated-name'
  /** A variable or parameter has neither a value nor a default. */
  | 'no-value'
  /** It is looked up: a data source, a parameter of Systems Manager, an export of another stack. */
  | 'looked-up'
  /** A required argument is not set. */
  | 'unset'
  /** It has the wrong type, or its engine refuses it. */
  | 'invalid'
  /** It is behind a part that was not read. */
  | 'unread'
  /** The resource is managed elsewhere and only looked up here. */
  | 'managed-elsewhere'
  /** It refers to itself. */
  | 'cycle'
  /** It is larger than what is read. */
  | 'limit';

/** A text in which some parts may only be known at deployment. */
export interface PartialText {
  /** The text; what is not known stands as `${NAME}`. */
  readonly text: string;
  readonly unknown: readonly Undetermined[];
}

/** A value that only a cloud, or its engine, learns at deployment. */
export class Undetermined {
  constructor(
    /** The value as it is written. */
    readonly source: string,
    /** Why it cannot be known before. */
    readonly reason: string,
    /** What stands before it in the same text. */
    readonly before: string = '',
    readonly cause: UndeterminedCause = 'deployment',
    /** The whole text that it is a part of. @default - it is a value of its own */
    readonly partial?: PartialText,
  ) {}
}

/** What stands for an unknown value in a text: a name without quotation marks, braces or spaces. */
export function placeholder({ source }: Undetermined): string {
  return `\${${source.replace(/[^\w:.-]+/g, '_').slice(0, 100)}}`;
}

/** A value of a configuration, where it can be known before deployment. */
export type Determined<T> = T | Undetermined;

export function isDetermined<T>(value: Determined<T>): value is T {
  return !(value instanceof Undetermined);
}

/** Applies a function to a value that is known; what is not known stays so. */
export function mapDetermined<T, U>(value: Determined<T>, change: (known: T) => Determined<U>): Determined<U> {
  return value instanceof Undetermined ? value : change(value);
}
