import { gunzipSync } from 'node:zlib';

/** What is looked for in a text, and what is not: texts come from others and may be of any size. */
const CHARACTERS_AT_MOST = 1_000_000;
const LAYERS_AT_MOST = 4;
const BLOBS_AT_MOST = 200;
const BASE64 = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{4}(?:\r?\n[ \t]*)?){16,}(?:[A-Za-z0-9+/]{2,3}={0,2})?/g;

/**
 * A text and what is encoded in it: base64, as in MIME parts, `write_files` and `echo ... | base64 -d`, compressed or
 * not, and quoted-printable parts.
 */
export function expandText(text: string, layers = LAYERS_AT_MOST): string[] {
  if (text.length > CHARACTERS_AT_MOST || layers === 0) return [text];
  const inner = [...blobs(text), ...quotedPrintable(text)];
  return [text, ...inner.flatMap(part => expandText(part, layers - 1))];
}

function blobs(text: string): string[] {
  const found: string[] = [];
  for (const [blob] of text.matchAll(BASE64)) {
    // A word that happens to stand on the line before may look like a part of it.
    const plain = decoded(blob) ?? (blob.includes('\n') ? decoded(blob.slice(blob.indexOf('\n') + 1)) : undefined);
    if (plain !== undefined) found.push(plain);
    if (found.length >= BLOBS_AT_MOST) break;
  }
  return found;
}

/** What a blob of base64 holds, where that is text. */
function decoded(blob: string): string | undefined {
  const bytes = Buffer.from(blob, 'base64');
  return readable(bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(bytes) : bytes);
}

function unzipped(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: CHARACTERS_AT_MOST });
  } catch {
    return undefined;
  }
}

/** PowerShell encodes commands in UTF-16. */
function readable(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined;
  const text = bytes.length > 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0 ? bytes.toString('utf16le') : bytes.toString('utf8');
  // Any letters are base64 of something; what holds control characters, or is no UTF-8, is not text.
  return /[\u0000-\u0008\u000e-\u001a\ufffd]/.test(text) ? undefined : text;
}

function quotedPrintable(text: string): string[] {
  if (!/^content-transfer-encoding:\s*quoted-printable/im.test(text)) return [];
  return [text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))];
}
