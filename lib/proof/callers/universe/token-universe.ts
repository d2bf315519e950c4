import { Claims } from '../cel/claims';
import { equals, NOTHING } from '../language';
import { Assertion, AssertionValue, Caller, Universe } from './universe';
import { ABSENT, constantText, segmentText, SEPARATOR, Text } from '../texts/text';

/** What is known of a claim. */
export type KnownClaim =
  /** The same in every token. */
  | { readonly kind: 'constant'; readonly value: string }
  /** Always there, and of this pattern. */
  | { readonly kind: 'pattern'; readonly pattern: string; readonly exactPattern?: string }
  /** Read from another claim. */
  | { readonly kind: 'text'; readonly text: Text; readonly read: (value: string) => string };

/** Path of a claim as one name. Elements of a list have their number. */
function nameOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

const ANY_TEXT = `[^${SEPARATOR}${ABSENT}]*`;
const FLAG = 'flag ';
const HOLDS = 'holds ';

/**
 * Everybody for whom an issuer of tokens can vouch: each claim that an expression asks for is a text of its own, or
 * missing, unless more is known of it.
 */
export class TokenUniverse implements Universe {
  readonly claims: Claims;

  /** @param known what is known of claims, by their path as JSON */
  constructor(private readonly known: ReadonlyMap<string, KnownClaim>) {
    this.claims = {
      text: path => this.textOf(path),
      flag: path => this.isOpen(path) ? equals(segmentText(FLAG + nameOf(path)), '1') : undefined,
      holds: (path, value) => this.isOpen(path) ? equals(segmentText(`${HOLDS}${JSON.stringify([path, value])}`), '1') : undefined,
      isObject: path => !this.known.has(nameOf(path)),
    };
  }

  layout(used: ReadonlySet<string>): readonly string[] {
    return [...used].sort();
  }

  pattern(layout: readonly string[], exact: boolean): string {
    return `^${layout.map(name => this.patternOf(name, exact) + SEPARATOR).join('')}$`;
  }

  bytesAtMost(): number {
    return Infinity;
  }

  callerOf(word: string, layout: readonly string[]): Caller {
    const values = new Map(layout.map((name, index) => [name, word.split(SEPARATOR)[index]]));
    const assertion: Record<string, AssertionValue> = {};
    for (const [name, claim] of this.known) {
      const value = claim.kind === 'constant' ? claim.value : claim.kind === 'pattern' ? values.get(name) ?? exampleOf(claim.pattern) : undefined;
      if (value !== undefined) put(assertion, JSON.parse(name) as string[], value);
    }
    for (const [name, value] of values) {
      if (name.startsWith(FLAG)) put(assertion, JSON.parse(name.slice(FLAG.length)) as string[], value === '1');
      else if (name.startsWith(HOLDS)) addTo(assertion, ...(JSON.parse(name.slice(HOLDS.length)) as [string[], string]), value === '1');
      else if (value !== ABSENT) put(assertion, JSON.parse(name) as string[], value);
    }
    for (const [name, claim] of this.known) {
      if (claim.kind === 'text') put(assertion, JSON.parse(name) as string[], claim.read(String(assertion.sub)));
    }
    return { name: describe(assertion), assertion };
  }

  wordOf(assertion: Assertion, layout: readonly string[]): string | undefined {
    return layout.map(name => {
      if (name.startsWith(FLAG)) return get(assertion, JSON.parse(name.slice(FLAG.length)) as string[]) === true ? '1' : '0';
      if (name.startsWith(HOLDS)) {
        const [path, value] = JSON.parse(name.slice(HOLDS.length)) as [string[], string];
        const list = get(assertion, path);
        return Array.isArray(list) && list.includes(value) ? '1' : '0';
      }
      const value = get(assertion, JSON.parse(name) as string[]);
      return typeof value === 'string' ? value : ABSENT;
    }).map(segment => segment + SEPARATOR).join('');
  }

  private textOf(path: readonly string[]): { text: Text; absent: ReturnType<typeof equals> } | undefined {
    const claim = this.known.get(nameOf(path));
    if (claim?.kind === 'constant') return { text: constantText(claim.value), absent: NOTHING };
    if (claim?.kind === 'text') return { text: claim.text, absent: NOTHING };
    const text = segmentText(nameOf(path));
    if (claim?.kind === 'pattern') return { text, absent: NOTHING };
    return this.isOpen(path) ? { text, absent: equals(text, ABSENT) } : undefined;
  }

  private isOpen(path: readonly string[]): boolean {
    return path.length > 0 && !this.known.has(nameOf(path));
  }

  private patternOf(name: string, exact: boolean): string {
    if (name.startsWith(FLAG) || name.startsWith(HOLDS)) return '[01]';
    const claim = this.known.get(name);
    if (claim?.kind === 'pattern') return exact ? claim.exactPattern ?? claim.pattern : claim.pattern;
    return `(?:${ABSENT}|${ANY_TEXT})`;
  }
}

/** Returns a text for a claim that nothing asks for: what stands in its pattern, without choices. */
function exampleOf(pattern: string): string {
  return pattern.startsWith('system:serviceaccount:') ? 'system:serviceaccount:x:x' : pattern.replace(/\\(.)/g, '$1').replace(/^\(\?:|\|.*$/g, '');
}

type Writable = Record<string, AssertionValue>;

/** Puts a value at a path. Numbers in it are elements of lists. */
function put(into: Writable, path: readonly string[], value: AssertionValue): void {
  const [name, ...rest] = path;
  if (rest.length === 0) {
    into[name] ??= value;
    return;
  }
  const list = /^\d+$/.test(rest[0]);
  const inner = (into[name] ??= list ? [] : {});
  if (typeof inner !== 'object') return;
  if (!Array.isArray(inner)) return put(inner as Writable, rest, value);
  const position = Number(rest[0]);
  const items = inner as AssertionValue[];
  for (let index = items.length; index < position; index++) items.push('');
  if (rest.length === 1) items[position] = value;
  else put((items[position] ??= {}) as Writable, rest.slice(1), value);
}

function addTo(into: Writable, path: readonly string[], value: string, holds: boolean): void {
  put(into, path, []);
  const list = get(into, path);
  if (holds && Array.isArray(list)) (list as AssertionValue[]).push(value);
}

function get(from: AssertionValue | undefined, path: readonly string[]): AssertionValue | undefined {
  let value = from;
  for (const name of path) {
    if (typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? (value as readonly AssertionValue[])[Number(name)] : (value as Assertion)[name];
  }
  return value;
}

/** Returns the subject of a token, or the claims that anything asks for. */
function describe({ iss, aud, ...claims }: Assertion): string {
  const { sub, 'kubernetes.io': _, ...others } = claims;
  if (typeof sub === 'string' && Object.keys(others).length === 0) return sub;
  return Object.entries({ ...sub !== undefined && { sub }, ...others })
    .map(([name, value]) => `${name} ${typeof value === 'string' ? `'${value}'` : JSON.stringify(value)}`).join(', ');
}
