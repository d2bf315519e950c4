import { join } from 'node:path';
import { Orders, Result, UserDataFault } from './orders';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { Client } from '../../clients/client';
import { runInside } from '../../clients/namespace/run-inside';
import { SetUpName, writeSetUp } from '../../clients/set-ups';

/** Lets the user data of a set-up meet a fault, in a namespace of its own. */
export async function observeUserData(setUp: SetUpName, fault: UserDataFault, clients: readonly Client[]): Promise<Result> {
  const folder = temporaryFolder();
  try {
    const orders: Orders = {
      setUp: writeSetUp(setUp, folder.path, 'impersonation'),
      fault,
      folder: join(folder.path, 'private'),
      clients: await Promise.all(clients.map(async client => ({ name: client.name, program: await client.program() }))),
    };
    return await runInside<Result>(join(__dirname, 'inside.ts'), orders, folder.path);
  } finally {
    folder.remove();
  }
}
