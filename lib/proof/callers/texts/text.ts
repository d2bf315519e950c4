/**
 * Text that is read from the word that stands for a caller.
 *
 * A word is a row of segments, each closed by `SEPARATOR`, such as the beginning of an ARN and the name of a session.
 */
export type Text =
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'segment'; readonly name: string }
  /** What `extract` of Google takes. */
  | { readonly kind: 'between'; readonly of: Text; readonly before: string; readonly after: string }
  /** Element of what `split` gives. */
  | { readonly kind: 'part'; readonly of: Text; readonly separator: string; readonly index: number }
  | { readonly kind: 'ascii-case'; readonly of: Text; readonly to: 'lower' | 'upper' }
  | { readonly kind: 'sequence'; readonly parts: readonly Text[] };

/** Closes each segment of a word; no text holds it. */
export const SEPARATOR = '\u{10ffff}';
/** Stands for a claim that a token does not have; no text holds it. */
export const ABSENT = '\u{10fffe}';

export function constantText(value: string): Text {
  return { kind: 'constant', value };
}

export function segmentText(name: string): Text {
  return { kind: 'segment', name };
}

/** Returns texts one after the other. */
export function sequenceText(texts: readonly Text[]): Text {
  const parts: Text[] = [];
  for (const part of texts.flatMap(text => text.kind === 'sequence' ? text.parts : [text])) {
    const last = parts[parts.length - 1];
    if (part.kind === 'constant' && last?.kind === 'constant') parts[parts.length - 1] = constantText(last.value + part.value);
    else if (part.kind !== 'constant' || part.value !== '') parts.push(part);
  }
  return parts.length === 0 ? constantText('') : parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
}

/** Returns a text with the letters of ASCII in one case. */
export function caseText(of: Text, to: 'lower' | 'upper'): Text {
  if (of.kind === 'constant') return constantText(asciiCase(of.value, to));
  return of.kind === 'sequence' ? sequenceText(of.parts.map(part => caseText(part, to))) : { kind: 'ascii-case', of, to };
}

export function asciiCase(text: string, to: 'lower' | 'upper'): string {
  return to === 'lower' ? text.replace(/[A-Z]+/g, letters => letters.toLowerCase()) : text.replace(/[a-z]+/g, letters => letters.toUpperCase());
}

/** Returns the names of the segments that a text is read from. */
export function segmentsOf(text: Text): string[] {
  switch (text.kind) {
    case 'constant': return [];
    case 'segment': return [text.name];
    case 'sequence': return text.parts.flatMap(segmentsOf);
    default: return segmentsOf(text.of);
  }
}

/** Returns a text and all texts that it is made of. */
export function textsWithin(text: Text): Text[] {
  switch (text.kind) {
    case 'constant': case 'segment': return [text];
    case 'sequence': return [text, ...text.parts.flatMap(textsWithin)];
    default: return [text, ...textsWithin(text.of)];
  }
}
