import { Output, paint } from '../reports/output';

/** Shows another text. */
export type Say = (text: string) => void;

const REDRAWN_AFTER_MILLISECONDS = 1000;
const CLEAR_LINE = '\r\u001b[K';

/**
 * Says what takes long, and how long it has taken, in a line of the standard error that is gone afterwards. Silent
 * where that is not a terminal, or where nobody looks.
 *
 * @param work gets a function that says what is done now
 */
export async function withProgress<T>(output: Output, silent: boolean, text: string, work: (say: Say) => T | Promise<T>): Promise<T> {
  const { errorTerminal: terminal, writeError } = output;
  if (silent || terminal === undefined) return work(() => undefined);

  const started = Date.now();
  let said = text;
  const draw = () => {
    const seconds = Math.floor((Date.now() - started) / 1000);
    const line = `${said} ...${seconds > 0 ? ` ${seconds} s` : ''}`;
    // A line that wraps could not be cleared.
    writeError(CLEAR_LINE + paint(terminal, 'dim', line.slice(0, terminal.columns - 1)));
  };
  const clear = () => writeError(CLEAR_LINE);
  const timer = setInterval(draw, REDRAWN_AFTER_MILLISECONDS);
  process.once('exit', clear);
  try {
    draw();
    return await work(next => {
      said = next;
      draw();
    });
  } finally {
    clearInterval(timer);
    process.removeListener('exit', clear);
    clear();
  }
}
