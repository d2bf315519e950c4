/** An expression that cannot be evaluated. */
export class CelError extends Error {
  constructor(
    /** `syntax`: it cannot be parsed; `unknown-function`: it calls a function that is not documented; `evaluation`: it fails for these variables. */
    readonly code: 'syntax' | 'unknown-function' | 'evaluation',
    message: string,
  ) {
    super(message);
    this.name = 'CelError';
  }
}
