import { html, Markup } from './markup';
import { count, elementText, severityBadge } from './words';
import { errorWords } from '../../../errors/answers';
import { Finding } from '../../../proof/check/check-report';

/** Elements that are listed at once; the others unfold. */
const LISTED = 6;
/** Characters of an explanation that stand open: conditions may have thousands. */
const READ_AT_ONCE = 500;

export function findings(found: readonly Finding[]): Markup {
  if (found.length === 0) return html``;
  return html`<section aria-labelledby="findings"><h2 id="findings">${count(found.length, 'finding')}</h2>
${found.map((finding, index) => article(finding, index))}</section>`;
}

function article({ id, severity, title, detail, elements, runtimeError, fix }: Finding, index: number): Markup {
  return html`<article class="finding ${severity}" aria-labelledby="finding-${index}" data-row>
<h3 id="finding-${index}">${severityBadge(severity)} ${title}</h3>
${explanation(detail)}
<dl>
<dt>Fix</dt><dd>${fix}</dd>
${runtimeError === undefined ? '' : html`<dt>At run time</dt><dd><q>${errorWords(runtimeError)}</q></dd>`}
${elements.length === 0 ? '' : html`<dt>Where</dt><dd>${places(elements)}</dd>`}
<dt>Id</dt><dd><code>${id}</code></dd>
</dl></article>
`;
}

function explanation(detail: string): Markup {
  if (detail.length <= READ_AT_ONCE) return html`<p class="detail">${detail}</p>`;
  return html`<p class="detail">${detail.slice(0, READ_AT_ONCE)}\u2026</p><details class="telling"><summary>All of it</summary><p class="detail">${detail}</p></details>`;
}

function places(elements: Finding['elements']): Markup {
  const list = (some: Finding['elements']) => html`<ul>${some.map(element => html`<li>${elementText(element)}</li>`)}</ul>`;
  if (elements.length <= LISTED) return list(elements);
  return html`${list(elements.slice(0, LISTED))}<details><summary>and ${elements.length - LISTED} more</summary>${list(elements.slice(LISTED))}</details>`;
}
