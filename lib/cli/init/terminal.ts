import { createInterface, Interface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import { wrap } from '../../reports/table';

/** Somebody who can be asked. */
export interface Terminal {
  /** Shows a question and waits for a line. Throws where the input ends. */
  readonly ask: (question: string) => Promise<string>;
  /** Asks for yes or no. */
  readonly confirm: (question: string, otherwise: boolean) => Promise<boolean>;
  readonly say: (text: string) => void;
  readonly close: () => void;
}

/** @param columns of the terminal */
export function openTerminal(input: Readable, output: Writable, columns: number): Terminal {
  return new LineTerminal(input, output, columns);
}

class LineTerminal implements Terminal {
  private readonly reader: Interface;
  /** Lines that were typed, or pasted, before they were asked for. */
  private readonly lines: string[] = [];
  private waiting?: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void };
  private ended = false;

  constructor(input: Readable, private readonly output: Writable, private readonly columns: number) {
    this.reader = createInterface({ input, output });
    this.reader.on('line', line => {
      if (this.waiting === undefined) this.lines.push(line);
      else this.settle().resolve(line);
    });
    this.reader.once('close', () => {
      this.ended = true;
      if (this.waiting !== undefined) this.settle().reject(inputEnded());
    });
    // The terminal sends no signal while lines are read from it: what the signal does has to be done here.
    this.reader.on('SIGINT', () => {
      this.output.write('\nNothing was written.\n');
      process.emit('SIGINT');
    });
  }

  public readonly ask = async (question: string): Promise<string> => {
    const line = this.lines.shift();
    if (line !== undefined) {
      this.output.write(`${question}${line}\n`);
      return line;
    }
    if (this.ended) throw inputEnded();
    this.reader.setPrompt(question);
    this.reader.prompt();
    return new Promise((resolve, reject) => { this.waiting = { resolve, reject }; });
  };

  public readonly confirm = async (question: string, otherwise: boolean): Promise<boolean> => {
    for (;;) {
      const answer = (await this.ask(`${question} ${otherwise ? '[Y/n]' : '[y/N]'}: `)).trim();
      if (answer === '') return otherwise;
      if (/^(?:y|yes|n|no)$/i.test(answer)) return /^y/i.test(answer);
    }
  };

  public readonly say = (text: string): void => {
    const indent = /^ */.exec(text)![0];
    for (const line of wrap(text.trimStart(), this.columns - indent.length)) this.output.write(`${indent}${line}\n`);
  };

  public readonly close = (): void => this.reader.close();

  private settle() {
    const waiting = this.waiting!;
    this.waiting = undefined;
    return waiting;
  }
}

function inputEnded(): Error {
  return new Error('the input ended before every question was answered: nothing was written; questions are also answered by flags');
}
