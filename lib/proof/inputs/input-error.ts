/** What was given to read cannot be read: the command ends with exit code 2, not with a verdict. */
export class InputError extends Error {
  constructor(
    /** File or folder that could not be read. */
    readonly path: string,
    /** What is wrong with it. */
    readonly reason: string,
  ) {
    super(`cannot read ${path}: ${reason}`);
    this.name = 'InputError';
  }
}
