import { allClients } from './all-clients';
import { ACCESS_MODES, AccessMode } from './federation';
import { Observation } from './namespace/orders';
import { observe } from './namespace/run-inside';
import { SET_UPS, SetUpName } from './set-ups';
import { SITUATIONS } from './situations';
import { oncePerRun } from '../setup/run-folder';

/** What a client met, and how both clouds had been set up. */
export interface Observed extends Observation {
  readonly setUp: SetUpName;
  readonly access: AccessMode;
}

/** Lets every client that this machine has meet every situation, in both set-ups and by both access modes. */
export async function observeClients(): Promise<Observed[]> {
  return oncePerRun('clients', async () => {
    const present = allClients().filter(({ missing }) => missing === undefined);
    const observed: Observed[] = [];
    for (const access of ACCESS_MODES) {
      observed.push(...(await Promise.all(SET_UPS.map(async setUp => {
        const { observations } = await observe(setUp, access, present, Object.keys(SITUATIONS));
        return observations.map(observation => ({ ...observation, setUp, access }));
      }))).flat());
    }
    return observed;
  });
}

/** Says of each client that this machine lacks what it needs. */
export function reportMissing(): void {
  for (const { name, missing } of allClients().filter(client => client.missing !== undefined)) {
    process.stdout.write(`SKIPPED: ${name} needs ${missing}\n`);
  }
}
