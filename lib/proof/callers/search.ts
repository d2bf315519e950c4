import { readability } from './automata/alphabet';
import { DEAD, FULL } from './automata/machine';
import { Language } from './language';
import { Question } from './question';

/** Returns the shortest word of a set, of several the most readable one. @returns `undefined` if the set is empty */
export function shortestWord(question: Question, language: Language): string | undefined {
  const machine = question.machineOf(language);
  const { alphabet } = question;
  const symbols = readableFirst(question);
  const reached: { readonly state: number; readonly from: number; readonly symbol: number }[] = [];
  const seen = new Set<number>();
  const add = (state: number, from: number, symbol: number) => {
    if (state === DEAD || seen.has(state)) return;
    question.budget.take();
    seen.add(state);
    reached.push({ state, from, symbol });
  };
  add(machine.start, -1, -1);
  for (let index = 0; index < reached.length; index++) {
    const { state } = reached[index];
    if (machine.accepts(state)) return wordTo(reached, index, symbol => alphabet.representativeOf(symbol));
    if (state === FULL) continue;
    for (const symbol of symbols) add(machine.step(state, symbol), index, symbol);
  }
  return undefined;
}

function readableFirst({ alphabet }: Question): number[] {
  return Array.from({ length: alphabet.size }, (_, symbol) => symbol)
    .sort((one, other) => readability(alphabet.representativeOf(one)) - readability(alphabet.representativeOf(other)));
}

function wordTo(reached: ReadonlyArray<{ from: number; symbol: number }>, last: number, codePointOf: (symbol: number) => number): string {
  const points: number[] = [];
  for (let index = last; reached[index].from >= 0; index = reached[index].from) points.push(codePointOf(reached[index].symbol));
  return String.fromCodePoint(...points.reverse());
}

/** Whether a set holds a word. */
export function holdsWord(question: Question, language: Language, word: string): boolean {
  const machine = question.machineOf(language);
  return machine.accepts(machine.run(question.alphabet.symbolsOf(word)));
}
