import { FAULTS } from './faults';
import { observeUserData } from './user-data/observe';
import { Result, USER_DATA_FAULTS, UserDataFault } from './user-data/orders';
import { allClients } from '../clients/all-clients';
import { Client } from '../clients/client';
import { ACCESS_MODES } from '../clients/federation';
import { observe } from '../clients/namespace/run-inside';
import { Observed } from '../clients/observations';
import { SET_UPS, SetUpName } from '../clients/set-ups';
import { oncePerRun } from '../setup/run-folder';

export const PROXY_FAULT = 'a proxy is set in the environment of the instance';

/** One client for each implementation of the exchange; the others of a language are built upon it. */
export function faultClients(): Client[] {
  return allClients().filter(client => /^google-auth-library 10|^google-auth for Python|\/go\/|for Java/.test(client.name));
}

function present(): Client[] {
  return faultClients().filter(({ missing }) => missing === undefined);
}

/** Lets the clients meet every fault of the network and of the clouds. */
export async function observeFaults(): Promise<Observed[]> {
  return oncePerRun('faults', async () => {
    const observed: Observed[] = [];
    for (const access of ACCESS_MODES) {
      observed.push(...(await Promise.all(SET_UPS.map(async setUp => {
        const faults = await observe(setUp, access, present(), Object.keys(FAULTS));
        const behindProxy = await observe(setUp, access, present(), ['lists a bucket'], true);
        const proxied = behindProxy.observations.map(one => ({ ...one, situation: PROXY_FAULT }));
        return [...faults.observations, ...proxied].map(one => ({ ...one, setUp, access }));
      }))).flat());
    }
    return observed;
  });
}

export interface ObservedUserData extends Result {
  readonly setUp: SetUpName;
  readonly fault: UserDataFault;
}

/** Lets the user data of both set-ups meet every fault of the disk. */
export async function observeUserDataFaults(): Promise<ObservedUserData[]> {
  return oncePerRun('user-data', async () => {
    const observed: ObservedUserData[] = [];
    for (const fault of USER_DATA_FAULTS) {
      observed.push(...await Promise.all(SET_UPS.map(async setUp => ({ ...await observeUserData(setUp, fault, present()), setUp, fault }))));
    }
    return observed;
  });
}
