import { html, Markup } from './markup';
import { ElementReference, Severity, Verdict } from '../../../proof/check/check-report';

const VERDICTS: Readonly<Record<Verdict, { readonly mark: string; readonly tone: string }>> = {
  admitted: { mark: '\u2713', tone: 'good' },
  rejected: { mark: '\u2715', tone: 'bad' },
  depends: { mark: '?', tone: 'unsure' },
};

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'bad', depends: 'unsure', warning: 'unsure', note: 'plain' };

/** A verdict in word, sign and colour, so that none of them is needed. `wanted` is what it should be. */
export function verdictBadge(verdict: Verdict, wanted: Verdict = 'admitted'): Markup {
  const { mark } = VERDICTS[verdict];
  const tone = verdict === 'depends' ? 'unsure' : verdict === wanted ? 'good' : 'bad';
  return html`<span class="badge ${tone}"><span aria-hidden="true">${mark}</span> ${verdict}</span>`;
}

export function verdictMark(verdict: Verdict): Markup {
  const { mark, tone } = VERDICTS[verdict];
  return html`<span class="mark ${tone}" aria-hidden="true">${mark}</span>`;
}

export function severityBadge(severity: Severity): Markup {
  return html`<span class="badge ${SEVERITIES[severity]}">${severity}</span>`;
}

/** `1 role`, `2 roles`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`;
}

/** A long name, which may wrap where it has a joint. */
export function code(name: string): Markup {
  return html`<code>${name.split(/(?<=[@/:])|(?=\.)/).map((part, index) => index === 0 ? part : html`<wbr>${part}`)}</code>`;
}

/** Where an element stands: as the files name it, then as the user's code does. */
export function elementText({ side, file, address, constructPath, source }: ElementReference): Markup {
  const places = [constructPath, source].filter(place => place !== undefined && place !== address);
  return html`<span class="side">${side === 'aws' ? 'AWS' : 'Google'}</span> <code>${address}</code>${
    places.map(place => html` \u00b7 <code>${place}</code>`)} <span class="file">in ${file}</span>`;
}

/** A role ARN is long and mostly the same: its name, and the account it is in. */
export function roleLabel(roleArn: string | undefined): { readonly name: string; readonly account?: string } {
  if (roleArn === undefined) return { name: 'role not known before deployment' };
  return { name: roleArn.slice(roleArn.lastIndexOf('/') + 1), account: roleArn.split(':')[4] };
}

/** Cuts a list in a line short. */
export function some(items: readonly string[], most: number): string {
  return items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}
