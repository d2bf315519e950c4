/** Exit codes of every sub-command. */
export const EXIT_CODE = {
  fits: 0,
  doesNotFit: 1,
  /** The input, or the command line, could not be read. */
  unreadable: 2,
  interrupted: 130,
} as const;
