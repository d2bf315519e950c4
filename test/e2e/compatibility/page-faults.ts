import { Fact, LISTS } from './record';
import { code, table } from './table';
import { excerpt } from './wording';
import { ACCESS_MODES } from '../clients/federation';

/** What clients did under each fault, and where a set-up by hand does otherwise. */
export function faultTable(facts: readonly Fact[], faults: readonly string[]): string {
  const ofFaults = facts.filter(({ situation }) => faults.includes(situation));
  const clients = [...new Set(ofFaults.map(({ client }) => client))];
  const outcome = (setUp: string, client: string, fault: string) => {
    const [impersonation, direct] = ACCESS_MODES.map(access => inWords(
      ofFaults.find(fact => fact.setUp === setUp && fact.client === client && fact.access === access && fact.situation === fault)!.answers));
    return impersonation === direct ? impersonation : `${impersonation}; directly: ${direct}`;
  };
  const rows = faults.map(fault => [fault, ...clients.map(client => outcome('construct', client, fault))]);
  const differences = faults.flatMap(fault => clients
    .filter(client => outcome('construct', client, fault) !== outcome('by hand', client, fault))
    .map(client => {
      const { answers } = ofFaults.find(fact => fact.setUp === 'by hand' && fact.client === client && fact.situation === fault)!;
      const error = answers.find(answer => answer !== LISTS);
      return `- ${fault}, ${client}: ${outcome('by hand', client, fault)}${error === undefined ? '' : `, ${code(excerpt(error))}`}`;
    }));
  return `${table(['what happens', ...clients], rows)}

Set up by hand, the clients do the same, but for:

${differences.length === 0 ? '- nothing' : differences.join('\n')}`;
}

function inWords(answers: readonly string[]): string {
  return answers.map(answer => answer === LISTS ? LISTS : 'fails').filter((word, index, all) => word !== all[index - 1]).join(', then ');
}
