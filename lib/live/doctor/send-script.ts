import { gzipSync } from 'node:zlib';
import { shellQuote } from '../shell-quote';

/** Returns one shell command that unpacks the script into a private file, runs it and removes it. */
export function packScript(script: string, args: readonly string[]): string {
  const packed = gzipSync(script, { level: 9 }).toString('base64');
  const words = args.map(shellQuote).join(' ');
  return `umask 077; f=$(mktemp) && trap 'rm -f "$f"' EXIT && printf %s ${packed} | base64 -d | gzip -dc >"$f" && sh "$f" ${words}`.trimEnd();
}
