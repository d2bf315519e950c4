/**
 * Returns the line of what a process wrote that says why it failed: the last one with the name of an error, as Node.js
 * writes it above the stack and its own version; else the last line.
 */
export function errorLine(written: string): string {
  const lines = written.split('\n').map(line => line.trim()).filter(line => line !== '' && !/^Node\.js v\d/.test(line));
  return lines.filter(line => /^(?:Uncaught )?\w*(?:Error|Exception)\b.*:/.test(line)).at(-1) ?? lines.at(-1) ?? '';
}
