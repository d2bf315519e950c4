import { Fact, LISTS } from './record';
import { code } from './table';
import { excerpt } from './wording';
import { ACCESS_MODES } from '../clients/federation';

const MODES: Readonly<Record<string, string>> = { impersonation: 'by impersonation', direct: 'directly' };

/** The errors of one situation, each once, with everybody who says so: pairs of text and speakers. */
export function errorsOf(facts: readonly Fact[], situation: string): { readonly text: string; readonly who: string }[] {
  const said = new Map<string, Map<string, Set<string>>>();
  for (const fact of facts.filter(({ setUp }) => setUp === 'construct')) {
    for (const answer of fact.situation === situation ? fact.answers.filter(text => text !== LISTS) : []) {
      const clients = said.get(excerpt(answer)) ?? new Map<string, Set<string>>();
      said.set(excerpt(answer), clients.set(fact.client, (clients.get(fact.client) ?? new Set()).add(fact.access)));
    }
  }
  return [...said].map(([text, clients]) => ({ text: code(text), who: speakers(clients) }));
}

/** Who said it; the access mode only where it was by one of them. */
function speakers(clients: ReadonlyMap<string, ReadonlySet<string>>): string {
  const modes = [...new Set([...clients.values()].map(of => [...of].join()))];
  const names = [...clients.keys()].join(', ');
  if (modes.length === 1) return modes[0].includes(',') ? names : `${MODES[modes[0]]}: ${names}`;
  return [...clients].map(([client, of]) => of.size === ACCESS_MODES.length ? client : `${MODES[[...of][0]]}: ${client}`).join('; ');
}
