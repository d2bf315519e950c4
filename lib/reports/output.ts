/** Where a command writes, and what it may use there. */
export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether colours are welcome. */
  readonly colour: boolean;
  /** Columns of the terminal. @default - the output is not a terminal, lines may be of any length */
  readonly columns?: number;
  /** The terminal that the standard error is. @default - it is none: what only people want to see stays away */
  readonly errorTerminal?: ErrorTerminal;
}

export interface ErrorTerminal {
  readonly colour: boolean;
  readonly columns: number;
}

const PLAIN_COLUMNS = 80;

/** The output of this process. */
export function processOutput(): Output {
  const { stdout, stderr, env } = process;
  return {
    write: text => stdout.write(text),
    writeError: text => stderr.write(text),
    colour: wantsColour(stdout.isTTY, env),
    columns: stdout.isTTY ? stdout.columns || undefined : undefined,
    errorTerminal: stderr.isTTY ? { colour: wantsColour(true, env), columns: stderr.columns || PLAIN_COLUMNS } : undefined,
  };
}

/**
 * Whether to colour: on terminals only, and not where `NO_COLOR` is set; `FORCE_COLOR` is stronger than both.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
export function wantsColour(isTerminal: boolean, { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal }: NodeJS.ProcessEnv): boolean {
  if (forced) return forced !== '0' && forced !== 'false';
  return isTerminal && !refused && terminal !== 'dumb';
}

const CODES = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const;

export type Colour = keyof typeof CODES;

export function paint(output: Pick<Output, 'colour'>, colour: Colour, text: string): string {
  return output.colour ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
}
