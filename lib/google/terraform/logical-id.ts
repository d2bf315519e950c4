import { createHash } from 'crypto';

const LONGEST_ID = 255;
const LONGEST_READABLE_PART = 240;

/**
 * The name that CDKTF gives a Terraform element: its path below the stack, and a hash of that where the path has more
 * than one part. Parts called `Default` do not count.
 */
export function logicalId(path: readonly string[]): string {
  const parts = path.filter(part => part !== 'Default');
  const [only, second] = parts;
  if (second === undefined && allowed(only).length <= LONGEST_ID) return allowed(only);
  const hash = createHash('md5').update(parts.join('/')).digest('hex').slice(0, 8).toUpperCase();
  return `${readable(parts).slice(0, LONGEST_READABLE_PART)}_${hash}`;
}

/** Returns the part of the name that people can read, which is not always unique. */
export function readableId(path: readonly string[]): string {
  return readable(path.filter(part => part !== 'Default')).slice(0, LONGEST_READABLE_PART);
}

/** Leaves out a part that the one before it ends with, and what CDKTF calls `Resource`. */
function readable(parts: readonly string[]): string {
  const told: string[] = [];
  for (const part of parts) {
    if (!told.at(-1)?.endsWith(part)) told.push(part);
  }
  return told.filter(part => part !== 'Resource').map(allowed).join('_');
}

function allowed(part: string): string {
  return part.replace(/[^A-Za-z0-9_-]/g, '');
}
