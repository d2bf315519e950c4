/**
 * The one shape of every refusal: which property, its value, what is wrong with it or allowed, and the fix.
 */
export function refuse(property: string, value: unknown, problem: string, fix: string): never {
  throw new Error(`${property} ${quote(value)} ${problem}: ${fix}`);
}

function quote(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  try {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  } catch {
    return String(value); // a construct refers to itself
  }
}
