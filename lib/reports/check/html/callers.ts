import { html, Markup } from './markup';
import { code, count, verdictBadge } from './words';
import { CallerVerdict } from '../../../proof/check/check-report';

/** Those who were tried at each provider and should stay outside; attempts of one kind share a line. */
export function callersSection(callers: readonly CallerVerdict[]): Markup {
  if (callers.length === 0) return html``;
  const files = new Set(callers.map(({ providerFile }) => providerFile));
  const nameOf = ({ provider, providerFile }: CallerVerdict) => files.size > 1 && providerFile !== undefined ? `${provider} in ${providerFile}` : provider;
  const byProvider = new Map<string, CallerVerdict[]>();
  for (const caller of callers) byProvider.set(nameOf(caller), [...byProvider.get(nameOf(caller)) ?? [], caller]);
  return html`<section aria-labelledby="callers"><h2 id="callers">Other callers</h2>
<p class="hint">Identities that resemble the admitted ones, tried at every provider.</p>
${[...byProvider].map(([provider, attempts]) => tried(provider, attempts, byProvider.size === 1))}</section>`;
}

function tried(provider: string, callers: readonly CallerVerdict[], only: boolean): Markup {
  const inside = callers.filter(({ verdict }) => verdict !== 'rejected').length;
  const outcome = inside === 0 ? 'all rejected' : `${inside} not rejected`;
  const kinds = new Map<string, CallerVerdict[]>();
  for (const caller of callers) {
    const { who, verdict, rejectedBy, reaches } = caller;
    const key = JSON.stringify([verdict, kindOf(who), rejectedBy, reaches]);
    kinds.set(key, [...kinds.get(key) ?? [], caller]);
  }
  const order = { admitted: 0, depends: 1, rejected: 2 };
  const rows = [...kinds.values()].sort(([a], [b]) => order[a.verdict] - order[b.verdict]);
  return html`<details class="tried"${only || inside > 0 ? html` open` : ''}><summary><h3><code>${provider}</code></h3>
<span class="facts">${count(callers.length, 'attempt')}, <b class="${inside === 0 ? 'good' : 'bad'}">${outcome}</b></span></summary>
<div class="scroll" role="region" aria-label="Attempts at ${provider}" tabindex="0"><table>
<thead><tr><th scope="col">Who</th><th scope="col">Verdict</th><th scope="col">By / reaches</th><th scope="col">As</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table></div></details>
`;
}

/** What attempts of one kind have in common: the names in them differ. */
function kindOf(who: string): string {
  return who.replace(/'[^']*'/g, "'\u2026'");
}

function row(alike: readonly CallerVerdict[]): Markup {
  const [{ who, verdict, rejectedBy, reaches, arn }, ...others] = alike;
  return html`<tr data-row><th scope="row">${others.length === 0 ? who : kindOf(who)}</th><td>${verdictBadge(verdict, 'rejected')}</td><td>${
    verdict === 'rejected' ? rejectedBy ?? '' : reaches.length === 0 ? 'nothing' : html`<ul class="plain">${reaches.map(reached => html`<li>${reached}</li>`)}</ul>`}</td>
<td>${code(arn)}${others.length === 0 ? '' : html`<details><summary>and ${others.length} more</summary><ul class="plain">${
  others.map(other => html`<li>${code(other.arn)}</li>`)}</ul></details>`}</td></tr>
`;
}
