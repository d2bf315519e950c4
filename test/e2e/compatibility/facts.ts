import { Fact, LISTS, UserDataFact } from './record';
import { wording } from './wording';
import { allClients } from '../clients/all-clients';
import { observeClients } from '../clients/observations';
import { observeFaults, observeUserDataFaults } from '../faults/observations';

/** What clients said in this run. */
export async function facts(): Promise<Fact[]> {
  const clients = new Map(allClients().map(client => [client.name, client]));
  return [...await observeClients(), ...await observeFaults()].map(({ client, setUp, access, situation, answers }) => {
    const { version } = clients.get(client)!;
    return { client, version, setUp, access, situation, answers: answers.map(({ error }) => error === undefined ? LISTS : wording(error)) };
  });
}

/** What became of files in this run. */
export async function userDataFacts(): Promise<UserDataFact[]> {
  return (await observeUserDataFaults()).map(({ setUp, fault, attempts }) => ({
    setUp,
    fault,
    exitCode: attempts[0].exitCodes[0],
    lastLine: wording(attempts[0].lastLines[0]),
    halfWritten: [...new Set(attempts.flatMap(attempt => attempt.halfWritten))].sort(),
  }));
}
