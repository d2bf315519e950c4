import { parseArgs, ParseArgsConfig } from 'node:util';
import { nearest } from '../federation/json/suggest';

type ParsedFlags<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>;

/** The command line says something that the command does not take: its help tells what it takes. */
export class UsageError extends Error {}

/** `parseArgs` of Node.js, whose refusals say in one line what to pass instead. */
export function parseFlags<T extends ParseArgsConfig>(config: T): ParsedFlags<T> {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(-[^' =]*)/.exec(message)?.[1];
    if (option === undefined) throw error;
    throw new UsageError(refusal(code, message, option, Object.keys(config.options ?? {})));
  }
}

function refusal(code: string | undefined, message: string, option: string, known: readonly string[]): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = probablyMeant(option.replace(/^-+/, ''), known);
    return `option '${option}' is unknown${meant === undefined ? '' : `: did you mean '--${meant}'?`}`;
  }
  // Of an option that has a short form, the message names both.
  const flag = /--[\w-]+/.exec(message)?.[0] ?? option;
  return /does not take an argument/.test(message) ? `option '${flag}' takes no value: leave the value out` : `option '${flag}' has no value: pass one, as in ${flag}=VALUE`;
}

/** What to say of a name that is none of those known. */
export function unknown(noun: string, name: string, known: readonly string[]): string {
  const meant = probablyMeant(name, known);
  return `${noun} '${name}' is unknown: ${meant === undefined ? `pass ${known.map(one => `'${one}'`).join(', ')}` : `did you mean '${meant}'?`}`;
}

function probablyMeant(name: string, known: readonly string[]): string | undefined {
  return known.find(one => name !== '' && one.startsWith(name)) ?? nearest(name, known);
}
