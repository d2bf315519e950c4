import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Orders, Result } from './orders';
import { run } from '../../../../lib/rehearsal/client/client-process';
import { namespaceCommand } from '../../../../lib/rehearsal/sandbox';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { Client } from '../client';
import { AccessMode } from '../federation';
import { SetUpName, writeSetUp } from '../set-ups';

const CHECKOUT = join(__dirname, '../../../..');
const MILLISECONDS_AT_MOST = 20 * 60_000;

/** Sets up both clouds, boots an instance in a namespace of its own, and lets every client meet every situation. */
export async function observe(
  setUpName: SetUpName, access: AccessMode, clients: readonly Client[], situations: readonly string[], proxy = false,
): Promise<Result> {
  const folder = temporaryFolder();
  try {
    const orders: Orders = {
      setUp: writeSetUp(setUpName, folder.path, access),
      access,
      folder: join(folder.path, 'private'),
      clients: await Promise.all(clients.map(async client => ({ name: client.name, asks: client.asks, program: await client.program() }))),
      proxy,
      situations,
    };
    return await runInside<Result>(join(__dirname, 'inside.ts'), orders, folder.path);
  } finally {
    folder.remove();
  }
}

/**
 * Runs a program in a namespace of its own. It reads its orders from the file that it is given, and writes its result.
 *
 * @param folder where the orders may be written
 */
export async function runInside<T>(program: string, orders: { readonly folder: string }, folder: string): Promise<T> {
  const file = join(folder, 'orders.json');
  writeFileSync(file, JSON.stringify(orders));
  const command = [process.execPath, require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', program, file];
  const { output, errors } = await run(namespaceCommand(orders.folder, command), {
    cwd: CHECKOUT, environment: { PATH: process.env.PATH!, HOME: folder }, timeoutMilliseconds: MILLISECONDS_AT_MOST,
  });
  const result = JSON.parse(output === '' ? JSON.stringify({ error: errors }) : output) as T & { readonly error?: string };
  if (result.error !== undefined) throw new Error(result.error);
  return result;
}
