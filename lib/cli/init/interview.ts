import { Answers, propsOf, Settings } from './answers';
import { Known, Question, QUESTIONS } from './questions';
import { Terminal } from './terminal';
import { resolveFederation } from '../../federation/federation';
import { UsageError } from '../flags';

export interface InterviewOptions {
  /** What flags answered. */
  readonly given: Partial<Answers>;
  readonly settings: Settings;
  readonly known: Known;
  /** Whether to take every proposal without asking. */
  readonly takeProposals: boolean;
  /** Who answers the rest. @default - nobody: what is missing is an error */
  readonly terminal?: Terminal;
}

/** Every answer: by flag, by proposal or by asking. Each is what the library takes. */
export async function interview({ given, settings, known, takeProposals, terminal }: InterviewOptions): Promise<Answers> {
  const before: { -readonly [K in keyof Answers]?: string } = { ...given };
  QUESTIONS.forEach(({ name, validate, flag }) => {
    if (given[name] !== undefined) named(flag, () => validate(given[name]!, given));
  });
  const missing: { flag: string; proposal?: string }[] = [];
  for (const question of QUESTIONS.filter(({ name }) => given[name] === undefined)) {
    const proposal = usable(question, await question.propose(known, before), before);
    if (proposal !== undefined && (takeProposals || (terminal === undefined && OPTIONAL.has(question.name)))) before[question.name] = proposal;
    else if (terminal === undefined) missing.push({ flag: question.flag, proposal });
    else before[question.name] = await ask(question, terminal, known, proposal, answer => accept(question, answer, before, settings));
  }
  if (missing.length > 0) throw missingAnswers(missing);
  const answers = before as Answers;
  resolveFederation(propsOf(answers, settings));
  return answers;
}

/** What nobody has to say: their proposals are right for a start. */
const OPTIONAL: ReadonlySet<keyof Answers> = new Set<keyof Answers>(['serviceAccount', 'grants']);

async function ask(
  { text, hint, doubts = () => [] }: Question, terminal: Terminal, known: Known, proposed: string | undefined, accepted: (answer: string) => void,
): Promise<string> {
  const said = hint?.(known, proposed);
  if (said !== undefined) terminal.say(said);
  for (let proposal = proposed; ;) {
    const typed = (await terminal.ask(`${text}${proposal ? ` [${proposal}]` : ''}: `)).trim();
    const answer = typed === '' && proposal !== undefined ? proposal : typed;
    try {
      accepted(answer);
      const doubtful = answer === proposal ? [] : doubts(answer);
      if (doubtful.length === 0) return answer;
      doubtful.forEach(doubt => terminal.say(`  ${doubt}`));
      proposal = answer;
    } catch (error) {
      terminal.say(`  ${(error as Error).message}`);
    }
  }
}

/** The last question is answered where the whole description holds: grants also depend on the access. */
function accept({ name, validate }: Question, answer: string, before: Partial<Answers>, settings: Settings): void {
  validate(answer, before);
  const answers = { ...before, [name]: answer };
  if (QUESTIONS.every(question => answers[question.name] !== undefined)) resolveFederation(propsOf(answers as Answers, settings));
}

/** What was found may be nothing that the library takes. */
function usable({ validate }: Question, proposal: string | undefined, before: Partial<Answers>): string | undefined {
  if (proposal === undefined) return undefined;
  try {
    validate(proposal, before);
    return proposal;
  } catch {
    return undefined;
  }
}

/** Refusals of the library name properties. */
function named(flag: string, validate: () => void): void {
  try {
    validate();
  } catch (error) {
    throw new Error(`--${flag}: ${(error as Error).message}`);
  }
}

function missingAnswers(missing: readonly { flag: string; proposal?: string }[]): Error {
  const flags = missing.map(({ flag }) => `--${flag}`);
  const proposed = missing.filter(({ proposal }) => proposal !== undefined).map(({ flag, proposal }) => `--${flag} ${proposal}`);
  const alternative = proposed.length === 0 ? '' : `, or --yes to take ${proposed.join(' ')}`;
  return new UsageError(`nobody can be asked here, since the standard input is not a terminal: pass ${flags.join(', ')}${alternative}`);
}
