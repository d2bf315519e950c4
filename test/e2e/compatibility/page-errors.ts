import { Fact, LISTS } from './record';
import { code } from './table';

/** The errors of some situations as the clients word them, each once, with everybody who says so. */
export function errorTexts(facts: readonly Fact[], situations: readonly string[]): string {
  const said = new Map<string, Set<string>>();
  for (const { client, setUp, access, situation, answers } of facts) {
    if (setUp !== 'construct' || !situations.includes(situation)) continue;
    for (const text of answers.filter(answer => answer !== LISTS)) {
      const who = `${client} | ${access}`;
      said.set(text, (said.get(text) ?? new Set()).add(who));
    }
  }
  return [...said].map(([text, who]) => `- ${code(text)}<br>${speakers([...who])}`).join('\n');
}

/** Who said it; the access mode only where it was by one of them. */
function speakers(who: readonly string[]): string {
  const modes = new Map<string, string[]>();
  for (const one of who) {
    const [client, mode] = one.split(' | ');
    modes.set(client, [...modes.get(client) ?? [], mode]);
  }
  const words = { impersonation: 'by impersonation', direct: 'directly' } as Readonly<Record<string, string>>;
  return [...modes].map(([client, of]) => of.length === 1 ? `${client}, ${words[of[0]]}` : client).join('; ');
}
