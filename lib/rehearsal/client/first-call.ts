import { ClientAnswer, run } from './client-process';
import { errorLine } from './error-line';

const MILLISECONDS_AT_MOST = 20_000;

/** The workload's own call: a fresh process of the client. Gives with the answer all that the process wrote. */
export async function firstCall(command: readonly string[], cwd: string): Promise<ClientAnswer & { readonly written: string }> {
  const { output, errors, timedOut } = await run(command, { cwd, environment: { PATH: process.env.PATH ?? '' }, timeoutMilliseconds: MILLISECONDS_AT_MOST });
  const written = output + errors;
  if (timedOut) return { ok: false, message: `the client gave no answer within ${MILLISECONDS_AT_MOST} ms`, milliseconds: MILLISECONDS_AT_MOST, written };
  const line = output.trim().split('\n').pop() ?? '';
  try {
    return { ...JSON.parse(line) as ClientAnswer, written };
  } catch {
    return { ok: false, message: `the client could not run: ${errorLine(errors)}`, milliseconds: 0, written };
  }
}
