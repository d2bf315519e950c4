import { IdentityNode, Lane, lanesOf, RoleNode } from './lanes';
import { html, Markup } from './markup';
import { count, roleLabel, some, verdictMark } from './words';
import { CheckReport } from '../../../proof/check/check-report';

/** Height of a row of the picture in pixels; the script that filters lays out by the same. */
export const ROW = 52;
/** Where lines of the refused end, in hundredths of the way: before the provider, or behind it. */
const STOPS = { before: 26, behind: 78 };
/** More roles than fit on a sheet of paper: printed, the table of workloads has to do. */
const ON_PAPER = 16;
/** With more of them, only those with something to look at start unfolded. */
const UNFOLDED = 3;

/** AWS roles on the left, the provider in the middle, Google identities and what they hold on the right. */
export function picture(report: CheckReport): Markup {
  const lanes = lanesOf(report);
  return html`<section aria-labelledby="picture"><h2 id="picture">Who gets in</h2>
<p class="hint">One frame for each provider. A line leads from every AWS role that is admitted through the provider to the Google identity
that it becomes, and on to the roles which that identity holds. The table of workloads below says the same in words.</p>
${lanes.length === 0 ? html`<p>No workload carries a credential configuration.</p>` : ''}
${lanes.map((lane, index) => frame(lane, index, lanes.length <= UNFOLDED || lane.roles.some(({ verdict }) => verdict !== 'admitted')))}</section>`;
}

function frame(lane: Lane, index: number, open: boolean): Markup {
  const { pool, provider, project } = partsOf(lane.audience);
  const admitted = lane.roles.filter(({ verdict }) => verdict === 'admitted').length;
  const accounts = [...new Set(lane.roles.flatMap(({ roleArn }) => roleLabel(roleArn).account ?? []))];
  return html`<details class="lane${lane.roles.length > ON_PAPER ? ' long' : ''}" data-lane="${index}"${open ? html` open` : ''}>
<summary><h3>${pool === undefined ? lane.audience : html`${pool} <span class="of">/ ${provider}</span>`}</h3>
<span class="facts">${project === undefined ? '' : `project ${project} \u00b7 `}${some(accounts.map(account => `AWS account ${account}`), 2)} \u00b7 ${
  count(lane.roles.length, 'role')}, ${admitted === lane.roles.length ? 'all admitted' : `${admitted} admitted`}</span></summary>
<div class="scroll" role="group" aria-label="Picture of ${pool ?? lane.audience}"><div class="columns">
<div><h4>AWS roles</h4><ul class="nodes from">${lane.roles.map((role, at) => roleNode(role, at, lane.identities))}</ul></div>
<div class="gutter"><div class="gate"><h4>${pool ?? 'no provider'}<small>${provider ?? 'the audience is malformed'}</small></h4></div>${roleLines(lane)}</div>
<div><h4>Google identities</h4><ul class="nodes via">${lane.identities.map(identityNode)}</ul></div>
<div class="gutter">${grantLines(lane)}</div>
<div><h4>Roles held</h4><ul class="nodes to">${lane.grants.map(({ role, resource, condition }, at) => html`<li data-at="${at}">${
  line(role, `${resource}${condition === undefined ? '' : ' \u00b7 on a condition'}`)}</li>`)}</ul></div>
</div></div></details>
`;
}

function roleNode({ roleArn, workloads, verdict, identity, stoppedBy }: RoleNode, at: number, identities: readonly IdentityNode[]): Markup {
  const { name, account } = roleLabel(roleArn);
  const names = workloads.map(({ verdict: { workload } }) => workload);
  const become = identity === undefined ? '' : ` as ${identities[identity].name}`;
  const outcome = `${verdict}${stoppedBy === undefined ? '' : `: ${stoppedBy}`}`;
  return html`<li data-at="${at}" data-text="${[name, account ?? '', ...names].join(' ')}">${verdictMark(verdict)}<a href="#workload-${workloads[0].number}" title="${roleArn}">${name}</a>
<small title="${some(names, 20)}">${verdict === 'admitted' ? '' : html`<b class="${verdict}">${outcome}</b> \u00b7 `}${some(names, 2)}</small><span class="unseen">${
  verdict === 'admitted' ? `, ${outcome}` : ''}${become}</span></li>`;
}

function identityNode({ name, itself }: IdentityNode, at: number): Markup {
  if (itself !== undefined) return html`<li data-at="${at}">${line(`${roleLabel(itself).name} itself`, 'federated identity, direct access', name)}</li>`;
  const [account, domain] = name.split('@');
  return html`<li data-at="${at}">${line(account, domain === undefined ? 'service account' : `@${domain}`, name)}</li>`;
}

function line(first: string, second: string, title = `${first}, ${second}`): Markup {
  return html`<span class="name" title="${title}">${first}</span><small>${second}</small>`;
}

function roleLines(lane: Lane): Markup {
  const y = rows(lane);
  return svg(lane, lane.roles.map(({ verdict, identity, passesProvider }, from) => {
    const start = y(from, lane.roles.length);
    if (identity !== undefined) {
      return html`<path class="${verdict}" data-from="${from}" data-to="${identity}" d="${curve(start, y(identity, lane.identities.length))}"/>`;
    }
    const end = passesProvider ? STOPS.behind : STOPS.before;
    return html`<path class="${verdict}" data-from="${from}" data-end="${end}" d="${stop(start, end)}"/>`;
  }));
}

function grantLines(lane: Lane): Markup {
  const y = rows(lane);
  return svg(lane, lane.identities.flatMap(({ grants }, from) => grants.map(to =>
    html`<path class="held" data-from="${from}" data-to="${to}" d="${curve(y(from, lane.identities.length), y(to, lane.grants.length))}"/>`)));
}

/** The words beside it say all that the drawing does. */
function svg(lane: Lane, paths: readonly Markup[]): Markup {
  const height = heightOf(lane);
  return html`<svg aria-hidden="true" focusable="false" width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">${paths}</svg>`;
}

function heightOf({ roles, identities, grants }: Lane): number {
  return ROW * Math.max(roles.length, identities.length, grants.length, 2);
}

/** Columns are centred: the middle of each of `of` rows. */
function rows(lane: Lane): (at: number, of: number) => number {
  const middle = heightOf(lane) / 2;
  return (at, of) => middle + (at - (of - 1) / 2) * ROW;
}

function curve(from: number, to: number): string {
  return `M0 ${from}C50 ${from} 50 ${to} 100 ${to}`;
}

function stop(y: number, end: number): string {
  return `M0 ${y}H${end}M${end} ${y - 8}V${y + 8}`;
}

/** Pool and provider of an audience, where it names them. */
export function partsOf(audience: string): { readonly project?: string; readonly pool?: string; readonly provider?: string } {
  const [, project, pool, provider] = /\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(audience) ?? [];
  return { project, pool, provider };
}
