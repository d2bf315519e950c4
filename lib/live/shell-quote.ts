/** Quotes a value for a POSIX shell, whatever it holds. */
export function shellQuote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
