/** A value that only a cloud, or its engine, learns at deployment. */
export class Undetermined {
  constructor(
    /** The value as it is written. */
    readonly source: string,
    /** Why it cannot be known before. */
    readonly reason: string,
    /** What stands before it in the same text. */
    readonly before: string = '',
  ) {}
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
