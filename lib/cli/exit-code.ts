/** Exit codes of every sub-command. */
export const EXIT_CODE = {
  matches: 0,
  doesNotMatch: 1,
  /** The input, or the command line, could not be read. */
  unreadable: 2,
  interrupted: 130,
} as const;
