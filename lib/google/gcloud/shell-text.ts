/** Returns a word that a POSIX shell reads as exactly this text. */
export function shellQuoted(text: string): string {
  return /^[A-Za-z0-9_./:=@,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Returns a command line of exactly these words. */
export function shellCommand(...words: readonly string[]): string {
  return words.map(shellQuoted).join(' ');
}

/** Returns text as lines of a shell comment: nothing in it can end the comment. */
export function shellComment(text: string): string {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).map(line => `# ${line}`.trimEnd()).join('\n');
}
