import { shellQuoted } from './shell-text';

/** An answer of Google that is known, and what to do about it. */
export interface KnownFix {
  /** Each is enough: phrases that all occur. */
  readonly signatures: readonly (readonly string[])[];
  readonly fix: readonly string[];
  /** The page that says more. */
  readonly page: string;
}

/** Returns the shell function `fix_of`, which prints the fix for an answer that is known. */
export function fixFunction(fixes: readonly KnownFix[]): string {
  const cases = fixes.flatMap(({ signatures, fix, page }) => signatures.map(phrases => {
    const conditions = phrases.map(phrase => `says ${shellQuoted(phrase)}`).join(' && ');
    const lines = [...fix, `see ${page}`].map(line => shellQuoted(`  ${line}`)).join(' ');
    return `  if ${conditions}; then printf '%s\\n' 'Fix:' ${lines}; return; fi`;
  }));
  return ['fix_of() {', '  answer=$1', ...cases, '}', '', 'says() { case $answer in *"$1"*) return 0 ;; *) return 1 ;; esac; }'].join('\n');
}
