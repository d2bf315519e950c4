import { AdversaryVerdict, CheckReport, ElementReference, Finding, WorkloadVerdict } from '../../proof';

/**
 * A check in lines of `PLACE: WHAT: TEXT`, as compilers write them: one for each workload, for each finding, and for
 * each other who may get in. Those who do get in are in a finding.
 */
export function checkLines({ workloads, adversaries, findings }: CheckReport): string {
  return [
    ...workloads.map(workloadLine),
    ...findings.map(findingLine),
    ...adversaries.filter(({ verdict }) => verdict === 'depends').map(outsiderLine),
  ].map(line => `${line.replace(/\s+/g, ' ')}\n`).join('');
}

function workloadLine({ element, workload, kind, verdict, actsAs, steps }: WorkloadVerdict): string {
  const decisive = steps.find(step => step.verdict === verdict);
  const why = verdict === 'admitted' ? ` acts as ${actsAs}` : decisive === undefined ? '' : `, ${decisive.step}: ${decisive.detail}`;
  return `${placeOf(element)}: ${verdict}: ${workload} (${kind})${why}`;
}

function outsiderLine({ provider, providerFile, who, arn, verdict, reaches }: AdversaryVerdict): string {
  return `${providerFile ?? provider}: ${verdict}: ${who} (${arn}) reaches ${reaches.join(', ')}`;
}

function findingLine({ id, severity, title, detail, elements }: Finding): string {
  return `${elements.length === 0 ? 'cdk-gcp-federation' : placeOf(elements[0])}: ${severity}: ${title}: ${detail} [${id}]`;
}

/** The line of the user's own source where it is known, else the file that was read. */
function placeOf({ source, file }: ElementReference): string {
  return source ?? file;
}
