/** Where a command writes, and what it may use there. */
export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether colours are welcome. */
  readonly colour: boolean;
  /** Columns of the terminal. @default - the output is not a terminal, lines may be of any length */
  readonly columns?: number;
}

/** The output of this process: colours on terminals only, and never where `NO_COLOR` is set. */
export function processOutput(): Output {
  const { stdout, stderr, env } = process;
  return {
    write: text => stdout.write(text),
    writeError: text => stderr.write(text),
    colour: stdout.isTTY === true && !env.NO_COLOR,
    columns: stdout.isTTY === true ? stdout.columns : undefined,
  };
}

const CODES = { red: 31, green: 32, dim: 2, bold: 1 } as const;

export function paint(output: Output, colour: keyof typeof CODES, text: string): string {
  return output.colour ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
}
