/** A key that a text holds. */
export interface KeyInText {
  readonly encoded: boolean;
  /** Where it begins, counted in characters of the text. */
  readonly at: number;
  readonly account?: string;
  readonly keyId?: string;
}

/** Shorter ones are placeholders of documentation and tests; the smallest real one has some 800 characters. */
const KEY_CHARACTERS_AT_LEAST = 400;
const ENCODED_LINE = /[A-Za-z0-9+/]{40,}={0,2}/g;
/** What may stand between two lines of one encoded text. */
const BETWEEN_LINES = /^[\s'"+.]{1,80}$/;
const PRIVATE_KEY = /-----BEGIN (?:RSA )?PRIVATE KEY-----((?:[A-Za-z0-9+/=\s]|\\+[nr])*)-----END/g;
/** How far the fields of one key may stand apart. */
const FIELDS_WITHIN = 6000;

/** Returns the service account keys that a text holds, in JSON however it is escaped, in other notations, or in base64. */
export function recognizeKeys(text: string): KeyInText[] {
  const plain = keysIn(text);
  const encoded = encodedTexts(text).flatMap(({ lines, at }) =>
    keysIn(Buffer.from(lines.join(''), 'base64').toString('latin1')).map(key => ({ ...key, encoded: true, at })),
  );
  return [...plain, ...encoded];
}

/** Returns the long runs of base64, with the lines of wrapped ones put together. */
function encodedTexts(text: string): { readonly lines: readonly string[]; readonly at: number }[] {
  const runs: { lines: string[]; at: number; end: number }[] = [];
  // An escaped line break would add its letter to the next line.
  const spaced = text.replace(/\\+[nr]/g, escaped => ' '.repeat(escaped.length));
  for (const { 0: line, index } of spaced.matchAll(ENCODED_LINE)) {
    const last = runs.at(-1);
    if (last !== undefined && index - last.end <= 80 && BETWEEN_LINES.test(spaced.slice(last.end, index))) {
      last.lines.push(line);
      last.end = index + line.length;
    } else {
      runs.push({ lines: [line], at: index, end: index + line.length });
    }
  }
  return runs.filter(({ at, end }) => end - at >= KEY_CHARACTERS_AT_LEAST);
}

function keysIn(text: string): KeyInText[] {
  const found: KeyInText[] = [];
  for (const { 0: block, 1: body, index } of text.matchAll(PRIVATE_KEY)) {
    if (body.replace(/\\+[nr]|\s/g, '').length < KEY_CHARACTERS_AT_LEAST) continue;
    const around = text.slice(Math.max(0, index - FIELDS_WITHIN), index + block.length + FIELDS_WITHIN);
    // TLS keys have the same header: a key of a service account says what it is.
    if (!/service_account/.test(around)) continue;
    const keyId = field(around, 'private_key_id', '[0-9a-f]{40}');
    const account = field(around, 'client_email', '[a-z0-9.-]+@[a-z0-9.-]+');
    found.push({
      encoded: false,
      at: index,
      ...(account !== undefined && { account }),
      ...(keyId !== undefined && { keyId }),
    });
  }
  return found;
}

/** Returns the value of a field in JSON, YAML, HCL or a file of variables, whatever quotes and escapes it has. */
function field(text: string, name: string, value: string): string | undefined {
  return new RegExp(`${name}[\\\\"']*\\s*[:=]\\s*[\\\\"']*(${value})`, 'i').exec(text)?.[1];
}
