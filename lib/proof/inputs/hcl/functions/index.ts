import { COLLECTIONS } from './collections';
import { ENCODINGS } from './encodings';
import { fileFunctions } from './files';
import { LISTS } from './lists';
import { NUMBERS } from './numbers';
import { STRINGS } from './strings';
import { Undetermined } from '../../../determined';
import { EvaluationError, firstUnknown, unknownValue, Value } from '../values';

/** A function of the Terraform language. */
export type TerraformFunction = (...args: Value[]) => Value;

/** Functions that take values of which parts are not known; all others are unknown then. */
const LENIENT: Readonly<Record<string, TerraformFunction>> = { ...COLLECTIONS, ...ENCODINGS };
const STRICT: Readonly<Record<string, TerraformFunction>> = { ...LISTS, ...NUMBERS, ...STRINGS };

/** What only the engine answers, at the time of the plan or apply. */
const ENGINE = new Set(['timestamp', 'plantimestamp', 'uuid', 'uuidv5', 'bcrypt', 'rsadecrypt']);

/** Calls functions of the Terraform language; files are read relative to a folder. */
export function functionCaller(folder: string, template: (text: string, variables: ReadonlyMap<string, Value>) => Value) {
  const files = fileFunctions(folder, template);
  return (name: string, args: readonly Value[], source: string): Value => {
    const short = name.replace(/^core::/, '');
    if (ENGINE.has(short)) return unknownValue(source, `${short} is evaluated by the engine`);
    const lenient = Object.hasOwn(LENIENT, short) ? LENIENT[short] : Object.hasOwn(files, short) ? files[short] : undefined;
    if (lenient !== undefined) return guarded(() => lenient(...args), short);
    const strict = Object.hasOwn(STRICT, short) ? STRICT[short] : undefined;
    if (strict === undefined) return unknownValue(source, `the function ${short} is not read`, 'unread');
    const open = args.map(firstUnknown).find(one => one !== undefined);
    return open === undefined ? guarded(() => strict(...args), short) : new Undetermined(open.source, open.reason, '', open.cause);
  };
}

/** A wrong type inside a function is what its engine refuses. */
function guarded(call: () => Value, name: string): Value {
  try {
    return call();
  } catch (error) {
    if (error instanceof EvaluationError) throw new EvaluationError(`${name}: ${error.message}`);
    throw new EvaluationError(`${name} cannot be evaluated`);
  }
}
