import { html, Markup } from './markup';
import { code, count, verdictBadge } from './words';
import { AdversaryVerdict } from '../../../proof/check/check-report';

/** Those who were tried at each provider and should stay outside; attempts of one kind share a line. */
export function strangers(adversaries: readonly AdversaryVerdict[]): Markup {
  if (adversaries.length === 0) return html``;
  const files = new Set(adversaries.map(({ providerFile }) => providerFile));
  const nameOf = ({ provider, providerFile }: AdversaryVerdict) => files.size > 1 && providerFile !== undefined ? `${provider} in ${providerFile}` : provider;
  const byProvider = new Map<string, AdversaryVerdict[]>();
  for (const adversary of adversaries) byProvider.set(nameOf(adversary), [...byProvider.get(nameOf(adversary)) ?? [], adversary]);
  return html`<section aria-labelledby="strangers"><h2 id="strangers">Who must stay outside</h2>
<p class="hint">Identities made up after those that are admitted, and tried at every provider.</p>
${[...byProvider].map(([provider, attempts]) => tried(provider, attempts, byProvider.size === 1))}</section>`;
}

function tried(provider: string, adversaries: readonly AdversaryVerdict[], only: boolean): Markup {
  const inside = adversaries.filter(({ verdict }) => verdict !== 'refused').length;
  const outcome = inside === 0 ? 'all refused' : `${inside} not refused`;
  const kinds = new Map<string, AdversaryVerdict[]>();
  for (const adversary of adversaries) {
    const { who, verdict, refusedBy, reaches } = adversary;
    const key = JSON.stringify([verdict, kindOf(who), refusedBy, reaches]);
    kinds.set(key, [...kinds.get(key) ?? [], adversary]);
  }
  const order = { admitted: 0, depends: 1, refused: 2 };
  const rows = [...kinds.values()].sort(([a], [b]) => order[a.verdict] - order[b.verdict]);
  return html`<details class="tried"${only || inside > 0 ? html` open` : ''}><summary><h3><code>${provider}</code></h3>
<span class="facts">${count(adversaries.length, 'attempt')}, <b class="${inside === 0 ? 'good' : 'bad'}">${outcome}</b></span></summary>
<div class="scroll" role="region" aria-label="Attempts at ${provider}" tabindex="0"><table>
<thead><tr><th scope="col">Who</th><th scope="col">Verdict</th><th scope="col">By / reaches</th><th scope="col">As</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table></div></details>
`;
}

/** What attempts of one kind have in common: the names in them differ. */
function kindOf(who: string): string {
  return who.replace(/'[^']*'/g, "'\u2026'");
}

function row(alike: readonly AdversaryVerdict[]): Markup {
  const [{ who, verdict, refusedBy, reaches, arn }, ...others] = alike;
  return html`<tr data-row><th scope="row">${others.length === 0 ? who : kindOf(who)}</th><td>${verdictBadge(verdict, 'refused')}</td><td>${
    verdict === 'refused' ? refusedBy ?? '' : reaches.length === 0 ? 'nothing' : html`<ul class="plain">${reaches.map(reached => html`<li>${reached}</li>`)}</ul>`}</td>
<td>${code(arn)}${others.length === 0 ? '' : html`<details><summary>and ${others.length} more</summary><ul class="plain">${
  others.map(other => html`<li>${code(other.arn)}</li>`)}</ul></details>`}</td></tr>
`;
}
