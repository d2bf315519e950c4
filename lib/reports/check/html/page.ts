import { createHash } from 'node:crypto';
import { callersSection } from './callers';
import { findings } from './findings';
import { html, Markup, verbatim } from './markup';
import { picture } from './picture';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { count } from './words';
import { workloads } from './workloads';
import { CheckReport } from '../../../proof/check/check-report';

/** With fewer workloads everything is found by eye. */
const WORTH_FILTERING = 12;

/** Only our own style and script may run, and nothing is loaded: even markup that got in would be dead text. */
const POLICY = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;

/**
 * A report for people, as one HTML file that needs no network: a picture of who becomes whom, and every verdict in
 * words. For keyboards and screen readers, light and dark, screen and paper.
 *
 * @param report what `check` found out
 */
export function renderHtml(report: CheckReport): string {
  const { matches } = report;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${matches ? 'The two sides match' : 'The two sides do not match'} \u00b7 cdk-gcp-federation</title>
<style>${verbatim(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="${matches ? 'matches' : 'differs'}">
<p class="eyebrow">cdk-gcp-federation check</p>
<h1><span aria-hidden="true">${matches ? '\u2713' : '\u2715'}</span> ${matches ? 'The two sides match' : 'The two sides do not match'}</h1>
<p>${outcomeOf(report)}</p>
${summary(report)}
</header>
${filter(report)}
<main id="main" tabindex="-1">
${findings(report.findings)}
${picture(report)}
${workloads(report.workloads)}
${callersSection(report.identities, report.callers)}
${list('notes', 'Notes', report.notes)}
${list('not-judged', 'Not judged', report.notJudged)}
</main>
<script>${verbatim(SCRIPT)}</script>
</body>
</html>
`.text;
}

/** Says what is wrong, by what the report knows. */
function outcomeOf({ matches, workloads: all, callers, findings: found }: CheckReport): string {
  if (matches) return 'Every workload is admitted, and no other caller: proven for every caller.';
  const number = (severity: string) => found.filter(one => one.severity === severity && one.accepted !== true).length;
  const parts = [
    [all.filter(({ verdict }) => verdict === 'rejected').length, 'rejected workload'],
    [callers.filter(({ verdict }) => verdict === 'admitted').length, 'unintended caller'],
    [number('error'), 'error'],
    [number('depends'), 'result that depends', 'results that depend'],
  ] as const;
  return `${parts.filter(([amount]) => amount > 0).map(([amount, noun, plural]) => count(amount, noun, plural)).join(', ')}.`;
}

function summary({ matches: isMatch, workloads: all, identities, findings: found }: CheckReport): Markup {
  const proven = identities.filter(({ verdict }) => verdict === 'proven').length;
  const admitted = all.filter(({ verdict }) => verdict === 'admitted').length;
  const figure = (name: string, value: string, good: boolean) => html`<div><dt>${name}</dt><dd class="${good ? 'good' : 'bad'}">${value}</dd></div>`;
  return html`<dl class="summary">
${figure('Workloads admitted', `${admitted} of ${all.length}`, admitted === all.length)}
${figure('Proven for every caller', `${proven.toLocaleString('en-US')} of ${identities.length.toLocaleString('en-US')}`, proven === identities.length)}
${figure('Findings', found.length === 0 ? 'none' : severities(found), isMatch)}
</dl>`;
}

function severities(found: CheckReport['findings']): string {
  return (['error', 'depends', 'warning', 'note'] as const)
    .map(severity => ({ severity, number: found.filter(finding => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => severity === 'depends' ? count(number, 'depends', 'depend') : count(number, severity))
    .join(', ');
}

/** Needs the script, which shows it. */
function filter({ workloads: all }: CheckReport): Markup {
  if (all.length <= WORTH_FILTERING) return html``;
  return html`<search class="filter" hidden><label for="filter">Filter</label>
<input id="filter" type="search" placeholder="role, workload, account, service account \u2026" autocomplete="off" spellcheck="false">
<output for="filter" aria-live="polite"></output></search>`;
}

function list(id: string, title: string, items: readonly string[]): Markup {
  if (items.length === 0) return html``;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul>${items.map(item => html`<li>${item}</li>`)}</ul></section>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
