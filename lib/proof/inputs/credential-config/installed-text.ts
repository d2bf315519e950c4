const COMMENT = /^\s*(?:#(?!!)|\/\/)/;
const NEVER = /^\s*if\s+(?:false|\[+\s*(?:1\s*(?:=|==|-eq)\s*0|0\s*(?:=|==|-eq)\s*1)\s*\]+)\s*(?:;|$)/;
const NEVER_IN_PYTHON = /^(\s*)if\s+(?:False|0)\s*:\s*$/;
const HEREDOC = /<<-?\s*\\?(["']?)([A-Za-z_]\w*)\1/;
const NO_OPERATION = /^\s*:\s*<</;
const EXIT = /^exit(?:\s+\d+)?\s*;?\s*$/;
const OPENING = /^\s*(?:if|for|while|until|case|select)\b|\{\s*$/;
const CLOSING = /^\s*(?:fi|done|esac)\b|^\s*\}/;

/**
 * Returns what a script installs: its text without comments, without branches that never run, and without what follows
 * an unconditional `exit`. Other texts stay as they are.
 */
export function installedText(text: string): string {
  if (!text.includes('\n')) return text;
  return withoutDeadLines(text.replace(/<#[\s\S]*?#>/g, '').replace(/if\s*\(\s*\$false\s*\)\s*\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}/gi, '').split('\n')).join('\n');
}

function withoutDeadLines(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let depth = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (COMMENT.test(line) && !(at === 0 && line.startsWith('#'))) continue;
    if (EXIT.test(line) && depth === 0) break;
    const python = NEVER_IN_PYTHON.exec(line);
    if (NEVER.test(line)) {
      at = endOfBranch(lines, at);
      continue;
    }
    if (python) {
      at = endOfIndented(lines, at, python[1].length);
      continue;
    }
    const heredoc = HEREDOC.exec(line);
    if (heredoc) {
      const end = endOfHeredoc(lines, at, heredoc[2]);
      if (!NO_OPERATION.test(line)) kept.push(...lines.slice(at, end + 1));
      at = end;
      continue;
    }
    if (OPENING.test(line) && !/[;\s](?:fi|done|esac)\s*$/.test(line)) depth++;
    if (CLOSING.test(line)) depth = Math.max(0, depth - 1);
    kept.push(line);
  }
  return kept;
}

/** Index of the line with the terminator of a heredoc; the line itself if there is none, so that nothing is lost. */
function endOfHeredoc(lines: readonly string[], start: number, terminator: string): number {
  const end = lines.findIndex((line, at) => at > start && line.trim() === terminator);
  return end < 0 ? start : end;
}

/** Index of the line that ends a branch: its `else`, `elif` or `fi`. */
function endOfBranch(lines: readonly string[], start: number): number {
  if (/[;\s]fi\s*$/.test(lines[start])) return start;
  let depth = 1;
  for (let at = start + 1; at < lines.length; at++) {
    const heredoc = HEREDOC.exec(lines[at]);
    if (heredoc) at = endOfHeredoc(lines, at, heredoc[2]);
    else if (/^\s*if\b/.test(lines[at]) && !/[;\s]fi\s*$/.test(lines[at])) depth++;
    else if (/^\s*fi\b/.test(lines[at]) && --depth === 0) return at;
    else if (/^\s*el(?:se|if)\b/.test(lines[at]) && depth === 1) return at;
  }
  return start;
}

function endOfIndented(lines: readonly string[], start: number, indentation: number): number {
  const end = lines.findIndex((line, at) => at > start && line.trim() !== '' && line.length - line.trimStart().length <= indentation);
  return (end < 0 ? lines.length : end) - 1;
}
