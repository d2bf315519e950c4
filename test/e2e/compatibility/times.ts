import { Time } from './record';
import { Client } from '../clients/client';
import { ACCESS_MODES } from '../clients/federation';
import { Answer } from '../clients/namespace/orders';
import { observe } from '../clients/namespace/run-inside';
import { SET_UPS } from '../clients/set-ups';
import { LISTS_TWICE } from '../clients/situations';

/** Starts each client several times, each time anew, with nothing else at work; the set-ups take turns. */
export async function measure(clients: readonly Client[], runs: number): Promise<Time[]> {
  const answers = new Map<string, (readonly Answer[])[]>();
  const places = ACCESS_MODES.flatMap(access => SET_UPS.map(setUp => ({ access, setUp })));
  for (let run = 0; run < runs; run++) {
    for (const { access, setUp } of places) {
      const { observations } = await observe(setUp, access, clients, [LISTS_TWICE]);
      for (const { client, answers: said } of observations) {
        const name = [client, setUp, access].join(' | ');
        answers.set(name, [...answers.get(name) ?? [], said]);
      }
    }
  }
  return places.flatMap(({ access, setUp }) => clients.flatMap(client => {
    const all = answers.get([client.name, setUp, access].join(' | '))!.filter(said => said.every(({ error }) => error === undefined));
    return all.length === 0 ? [] : {
      client: client.name,
      setUp,
      access,
      token: median(all.map(([first]) => first.tokenMilliseconds!)),
      answer: median(all.map(([first]) => first.milliseconds)),
      again: median(all.map(([, second]) => second.milliseconds)),
      requests: Math.min(...all.map(([first]) => first.requests)),
    };
  }));
}

function median(values: readonly number[]): number {
  return values.slice().sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
