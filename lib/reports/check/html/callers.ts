import { html, Markup } from './markup';
import { code, verdictBadge } from './words';
import { CallerVerdict, IdentityVerdict } from '../../../proof/check/check-report';

/** Google identities with the callers who reach them: only the intended ones, or others too. */
export function callersSection(identities: readonly IdentityVerdict[], callers: readonly CallerVerdict[]): Markup {
  if (identities.length === 0) return html``;
  return html`<section aria-labelledby="callers"><h2 id="callers">Who reaches what</h2>
<p class="hint">Decided for every caller for whom AWS or an issuer can vouch.</p>
<div class="scroll" role="region" aria-label="Google identities" tabindex="0"><table>
<thead><tr><th scope="col">Google identity</th><th scope="col">Verdict</th><th scope="col">Intended callers</th></tr></thead>
<tbody>${identities.map(identityRow)}</tbody></table></div>
${callers.length === 0 ? html`` : otherCallers(callers)}</section>`;
}

function identityRow({ identity, verdict, intended }: IdentityVerdict): Markup {
  const outcome = verdict === 'proven' ? 'proven for every caller' : 'not proven';
  return html`<tr data-row><th scope="row">${code(identity)}</th><td><b class="${verdict === 'proven' ? 'good' : 'bad'}">${outcome}</b></td>
<td>${intended.length === 0 ? 'none' : html`<ul class="plain">${intended.map(name => html`<li>${name}</li>`)}</ul>`}</td></tr>
`;
}

function otherCallers(callers: readonly CallerVerdict[]): Markup {
  const order = { admitted: 0, depends: 1 };
  const rows = [...callers].sort((one, other) => order[one.verdict] - order[other.verdict]);
  return html`<h3>Other callers</h3>
<div class="scroll" role="region" aria-label="Other callers" tabindex="0"><table>
<thead><tr><th scope="col">Who</th><th scope="col">Verdict</th><th scope="col">Reaches</th><th scope="col">Such as</th><th scope="col">By</th></tr></thead>
<tbody>${rows.map(callerRow)}</tbody></table></div>`;
}

function callerRow({ who, verdict, reaches, arn, provider }: CallerVerdict): Markup {
  return html`<tr data-row><th scope="row">${who}</th><td>${verdictBadge(verdict, 'rejected')}</td>
<td><ul class="plain">${reaches.map(reached => html`<li>${reached}</li>`)}</ul></td><td>${code(arn)}</td><td>${code(provider)}</td></tr>
`;
}
