import { runCommandLine } from '../../lib/cli/run-command-line';
import { Output } from '../../lib/reports/output';

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly written: string;
  readonly errors: string;
}

/** An output that keeps what is written, as one that is no terminal unless the changes say so. */
export function keptOutput(changes: Partial<Output> = {}): Output & { readonly kept: { written: string; errors: string } } {
  const kept = { written: '', errors: '' };
  return { write: text => { kept.written += text; }, writeError: text => { kept.errors += text; }, colour: false, ...changes, kept };
}

export async function command(args: readonly string[], changes: Partial<Output> = {}): Promise<Ran> {
  const output = keptOutput(changes);
  return { code: await runCommandLine(args, output), ...output.kept };
}
