/** Why the command ends with exit code 2, and what its message has no room for. */
export interface CommandError {
  /** Anchor on the page. */
  readonly id: string;
  /** What it writes, or how that begins, with placeholders in capitals; the one met most first. */
  readonly errors: readonly string[];
  readonly causes: readonly string[];
  readonly fix: readonly string[];
}

/** What stands in these messages for something else. */
export const PLACEHOLDERS = [
  'ADDRESS', 'COLUMN', 'FILE', 'FLAG', 'FLAGS', 'KIND', 'LINE', 'MARKER', 'NAME', 'NUMBER', 'OPTION', 'PATH', 'PROJECT', 'REASON', 'VALUE',
] as const;

const PLACEHOLDER = new RegExp(`\\b(?:${PLACEHOLDERS.join('|')})\\b`);

/** The text between the placeholders. */
export function literalsOf(error: string): string[] {
  return error.split(new RegExp(PLACEHOLDER, 'g'));
}

/** Matches a message that begins as an error does. */
export function patternOf(error: string): RegExp {
  return new RegExp(`^${literalsOf(error).map(text => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('.+')}`, 's');
}
