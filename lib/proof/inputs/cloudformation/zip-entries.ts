import { inflateRawSync } from 'node:zlib';

interface Limits {
  readonly entriesAtMost: number;
  /** Of one entry, uncompressed. Larger ones are left out. */
  readonly bytesAtMost: number;
  readonly accept: (name: string) => boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The small files of a zip archive as text. Throws where the archive is malformed.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipEntries(archive: Buffer, limits: Limits): { name: string; text: string }[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('it is not a zip archive');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const entries: { name: string; text: string }[] = [];
  for (let index = 0; index < count && entries.length < limits.entriesAtMost; index++) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('its directory is malformed');
    const [method, compressed, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => archive.readUInt16LE(at + offset));
    const header = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extraLength + commentLength;
    if (size > limits.bytesAtMost || size === 0 || !limits.accept(name)) continue;
    const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const bytes = archive.subarray(from, from + compressed);
    if (method === STORED) entries.push({ name, text: bytes.toString('utf8') });
    else if (method === DEFLATED) entries.push({ name, text: inflateRawSync(bytes, { maxOutputLength: limits.bytesAtMost }).toString('utf8') });
  }
  return entries;
}
