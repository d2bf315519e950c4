/** Under this key an error carries the path of the property that it refuses, for readers that know where it is written. */
const PROPERTY = Symbol.for('cdk-gcp-federation.property');

/** Under this key an error says that its message begins with its subject already. */
const SUBJECT = Symbol.for('cdk-gcp-federation.subject');

/**
 * The one shape of every refusal: which property, its value, what is wrong with it or allowed, and the fix.
 */
export function refuse(property: string, value: unknown, problem: string, fix: string): never {
  throw refusalOf(property, `${property} ${quote(value)} ${problem}: ${fix}`);
}

/** An error about a property whose message does not show a value. */
export function refusalOf(property: string, message: string): Error {
  return Object.defineProperty(new Error(message), PROPERTY, { value: property });
}

/** The path of the property that an error refuses, such as `condition.title`. */
export function refusedProperty(error: unknown): string | undefined {
  return (error as { readonly [PROPERTY]?: string } | undefined)?.[PROPERTY];
}

/**
 * Runs a step of something that has a name, and begins the message of what it throws with that name, once: in a loop
 * over many, the message tells the wrong one.
 *
 * @param subject the path of a construct, or the name of a role
 */
export function withSubject<T>(subject: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isOurs(error) || SUBJECT in error) throw error;
    const named = new Error(`${subject}: ${error.message}`);
    Object.defineProperty(named, SUBJECT, { value: subject });
    const property = refusedProperty(error);
    throw property === undefined ? named : Object.defineProperty(named, PROPERTY, { value: property });
  }
}

/** The message of an error without the subject that it begins with, for readers that say in which file and line it is. */
export function messageWithoutSubject(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { [SUBJECT]: subject } = error as { readonly [SUBJECT]?: string };
  return subject === undefined ? error.message : error.message.slice(`${subject}: `.length);
}

/** This package throws plain errors, the engines throw their own kinds, which name the construct themselves. */
function isOurs(error: unknown): error is Error {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}

function quote(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  try {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  } catch {
    return String(value); // a construct refers to itself
  }
}
