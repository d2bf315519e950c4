import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

let unpacked: string | undefined;

/** The command line that starts the client. */
export function clientCommand(...args: string[]): string[] {
  const packed = join(__dirname, 'google-client.js.br');
  if (existsSync(packed)) return [process.execPath, unpacked ??= unpack(packed), ...args];
  return [process.execPath, require.resolve('ts-node/dist/bin-transpile'), join(__dirname, 'google-client.ts'), ...args];
}

/** The package carries the client compressed, since it is a third of all it holds and seldom needed. */
function unpack(packed: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-gcp-federation-client-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'google-client.js');
  writeFileSync(file, brotliDecompressSync(readFileSync(packed)));
  return file;
}
