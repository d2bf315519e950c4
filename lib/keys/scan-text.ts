import { CODE_PATTERNS } from './code-patterns';
import { FoundKey } from './found-key';
import { recognizeKeys } from './recognize-key';
import { isKeyName, isKeyPath, isKeyVariable, isPathVariable } from './suspicious-names';

/** Files in which a function call is code, rather than an example in prose. */
const CODE =
  /\.(?:[cm]?[jt]sx?|py|ipynb|go|java|kt|kts|scala|groovy|rb|php|cs|vb|fs|rs|c|cc|cpp|h|hpp|sh|bash|zsh|ps1|r|ya?ml|tf|tofu|gradle|toml)$|(?:^|\/)(?:Dockerfile[^/]*|Makefile|Jenkinsfile|Procfile)$/i;
const VARIABLES = /(?:^|\/)\.env[^/]*$|\.env$/;
const ASSIGNMENT = /^\s*(?:export\s+|ENV\s+|ARG\s+)?([A-Z][A-Z0-9_]{2,})\s*[= ]\s*["']?([^"'\s]*)/;
const COPY = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(\S+)/;

/** Returns the keys that a file of the app holds, and the places of its code that load one. */
export function scanText(file: string, text: string): FoundKey[] {
  const keys = recognizeKeys(text).map(({ encoded, at, account, keyId }): FoundKey => ({
    certainty: 'certain',
    use: encoded ? 'key-in-base64' : 'key',
    file,
    line: lineAt(text, at),
    account,
    keyId,
  }));
  return distinctLines([...keys, ...(CODE.test(file) || VARIABLES.test(file) ? scanLines(file, text) : [])]);
}

function scanLines(file: string, text: string): FoundKey[] {
  return text.split('\n').flatMap((content, index): FoundKey[] => {
    const likely = (use: FoundKey['use'], name: string): FoundKey => ({
      certainty: 'likely',
      use,
      file,
      line: index + 1,
      name,
    });
    if (isComment(content)) return [];
    const pattern = CODE_PATTERNS.find(one => one.pattern.test(content));
    if (pattern !== undefined) return [likely(pattern.use, pattern.name)];
    const [, copied] = COPY.exec(content) ?? [];
    if (copied !== undefined && /dockerfile/i.test(file) && isKeyName(copied)) return [likely('copied-file', copied)];
    const [, name, value] = ASSIGNMENT.exec(content) ?? [];
    if (name === undefined) return [];
    return isKeyVariable(name) || (isPathVariable(name) && isKeyPath(value)) ? [likely('variable', name)] : [];
  });
}

function isComment(line: string): boolean {
  return /^\s*(?:#(?!!)|\/\/|\*|--\s)/.test(line);
}

export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line++;
  return line;
}

/** A key has several blocks in some notations, and a line may match twice. */
function distinctLines(found: readonly FoundKey[]): FoundKey[] {
  return [...new Map(found.map(one => [`${one.line} ${one.use} ${one.name ?? one.keyId ?? ''}`, one])).values()];
}
