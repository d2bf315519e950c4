import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const packed = join(__dirname, 'google-client.js.br');
let unpacked: string | undefined;

/** The command line that starts the client. */
export function clientCommand(...args: string[]): string[] {
  if (existsSync(packed)) return [process.execPath, unpacked ??= unpack(), ...args];
  return [process.execPath, require.resolve('ts-node/dist/bin-transpile'), join(__dirname, 'google-client.ts'), ...args];
}

/** Folders that hold what the client is made of. */
export function clientFolders(): string[] {
  const node = dirname(process.execPath);
  if (existsSync(packed)) return [node, dirname(unpacked ??= unpack())];
  const checkout = join(__dirname, '../../..');
  return [...new Set([node, checkout, realpathSync(join(checkout, 'node_modules'))])];
}

/** The package carries the client compressed, since it is a third of all it holds and seldom needed. */
function unpack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-gcp-federation-client-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'google-client.js');
  writeFileSync(file, brotliDecompressSync(readFileSync(packed)));
  return file;
}
