import { Alphabet } from './automata/alphabet';
import { CharSet, codePointsOf } from './automata/char-set';
import { complement, intersect, unite } from './automata/combine';
import { Budget, Machine } from './automata/machine';
import { compilePattern } from './automata/pattern';
import { PatternMachine } from './automata/pattern-machine';
import { Language } from './language';
import { PreimageMachine } from './texts/preimage-machine';
import { readerOf } from './texts/reader';
import { distinguish, Distinctions, machineOfStrings } from './texts/strings';
import { SEPARATOR, Text, textsWithin } from './texts/text';

/** Symbols and machines of some sets of callers, about which questions are asked. */
export class Question {
  readonly alphabet: Alphabet;
  private readonly machines = new Map<string, Machine>();
  private readonly ofLanguages = new Map<Language, Machine>();

  /**
   * @param layout names of the segments in a word
   * @param languages all sets that the questions are about
   */
  constructor(private readonly layout: readonly string[], languages: readonly Language[], readonly budget: Budget) {
    const distinctions: Distinctions = { singles: new Set(codePointsOf(SEPARATOR)), sets: [] };
    collect(languages, distinctions, new Set());
    this.alphabet = new Alphabet(distinctions.singles, distinctions.sets);
  }

  /** Returns the machine of a set that is made of the sets of this question. */
  machineOf(language: Language): Machine {
    const known = this.ofLanguages.get(language);
    if (known !== undefined) return known;
    const machine = this.make(language);
    this.ofLanguages.set(language, machine);
    return machine;
  }

  private make(language: Language): Machine {
    const { size } = this.alphabet;
    switch (language.kind) {
      case 'nothing': return unite([], size, this.budget);
      case 'everything': return intersect([], size, this.budget);
      case 'all': return intersect(language.of.map(one => this.machineOf(one)), size, this.budget);
      case 'any': return unite(language.of.map(one => this.machineOf(one)), size, this.budget);
      case 'not': return complement(this.machineOf(language.of), size, this.budget);
      case 'words': return this.shared(language, () => new PatternMachine(compilePattern(language.pattern), this.alphabet, this.budget));
      case 'reads': return this.shared(language, () => {
        const { text, strings } = language;
        const parts = (text.kind === 'sequence' ? text.parts : [text]).map(part => this.partOf(part));
        return new PreimageMachine(parts, machineOfStrings(strings, this.alphabet, this.budget), size, this.budget);
      });
      case 'undecided': throw new Error('what cannot be decided has no machine');
    }
  }

  private partOf(part: Text): ReturnType<typeof readerOf> | readonly number[] {
    return part.kind === 'constant' ? this.alphabet.symbolsOf(part.value) : readerOf(part, this.layout, this.alphabet);
  }

  private shared(language: Language, make: () => Machine): Machine {
    const key = JSON.stringify(language);
    const machine = this.machines.get(key) ?? make();
    this.machines.set(key, machine);
    return machine;
  }
}

function collect(languages: readonly Language[], distinctions: Distinctions, seen: Set<Language>): void {
  for (const language of languages) {
    if (seen.has(language)) continue;
    seen.add(language);
    switch (language.kind) {
      case 'all': case 'any': collect(language.of, distinctions, seen); break;
      case 'not': collect([language.of], distinctions, seen); break;
      case 'words': distinguish({ kind: 'pattern', pattern: language.pattern }, distinctions); break;
      case 'reads':
        distinguish(language.strings, distinctions);
        for (const text of textsWithin(language.text)) distinguishText(text, distinctions);
        break;
      default:
    }
  }
}

const LETTERS: readonly CharSet[number][] = [[0x41, 0x5a], [0x61, 0x7a]];

function distinguishText(text: Text, { singles }: Distinctions): void {
  const literals = text.kind === 'constant' ? [text.value]
    : text.kind === 'between' ? [text.before, text.after]
      : text.kind === 'part' ? [text.separator] : [];
  for (const literal of literals) codePointsOf(literal).forEach(point => singles.add(point));
  if (text.kind !== 'ascii-case') return;
  for (const [first, last] of LETTERS) for (let point = first; point <= last; point++) singles.add(point);
}
