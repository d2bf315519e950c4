import { html, Markup } from './markup';
import { partsOf } from './picture';
import { code, elementText, verdictBadge } from './words';
import { HeldRole, StepReport, WorkloadVerdict } from '../../../proof/check/check-report';

/** What becomes of every workload, in words: the text equivalent of the picture. */
export function workloads(verdicts: readonly WorkloadVerdict[]): Markup {
  if (verdicts.length === 0) return html``;
  return html`<section aria-labelledby="workloads"><h2 id="workloads">Workloads</h2>
<div class="scroll" role="region" aria-label="Table of workloads" tabindex="0"><table class="wide">
<thead><tr><th scope="col">Workload</th><th scope="col">Verdict</th><th scope="col">AWS role</th><th scope="col">Pool / provider</th><th scope="col">Acts as</th><th scope="col">Roles held</th></tr></thead>
<tbody>${verdicts.map(row)}</tbody></table></div></section>`;
}

function row(workload: WorkloadVerdict, number: number): Markup {
  const { pool, provider } = partsOf(workload.audience);
  return html`<tr id="workload-${number}" data-row tabindex="-1"><th scope="row">${workload.workload}<small>${workload.kind}</small>
<details${workload.verdict === 'admitted' ? '' : html` class="telling"`}><summary>Steps</summary><p>${elementText(workload.element)}</p><ol class="steps">${workload.steps.map(step)}</ol></details></th>
<td>${verdictBadge(workload.verdict)}</td>
<td>${workload.roleArn === undefined ? 'not known before deployment' : code(workload.roleArn)}</td>
<td>${pool === undefined ? code(workload.audience) : `${pool} / ${provider}`}</td>
<td>${workload.actsAs === undefined ? html`<span class="none">nobody</span>` : code(workload.actsAs)}</td>
<td>${held(workload.roles)}</td></tr>
`;
}

const STEP_TONES: Readonly<Record<StepReport['verdict'], string>> = { 'passed': 'good', 'rejected': 'bad', 'depends': 'unsure', 'not reached': 'plain' };

function step({ step: name, verdict, detail }: StepReport): Markup {
  return html`<li><b>${name}</b>: <span class="${STEP_TONES[verdict]}">${verdict}</span>${detail === '' ? '' : html`<br>${detail}`}</li>`;
}

function held(roles: readonly HeldRole[]): Markup {
  if (roles.length === 0) return html`<span class="none">none</span>`;
  return html`<ul class="plain">${roles.map(({ role, resource, condition }) => html`<li><code>${role}</code> on ${resource}${
    condition === undefined ? '' : html`, if <code>${condition}</code>`}</li>`)}</ul>`;
}
