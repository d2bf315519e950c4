import { CheckReport, ElementReference, Finding, WorkloadVerdict } from '../../proof';

/** Renders a check in lines of `PLACE: WHAT: TEXT`, as compilers write them: one for each workload and each finding. */
export function checkLines({ workloads, findings }: CheckReport): string {
  return [...workloads.map(workloadLine), ...findings.map(findingLine)].map(line => `${line.replace(/\s+/g, ' ')}\n`).join('');
}

function workloadLine({ element, workload, kind, verdict, actsAs, steps }: WorkloadVerdict): string {
  const decisive = steps.find(step => step.verdict === verdict);
  const why = verdict === 'admitted' ? ` acts as ${actsAs}` : decisive === undefined ? '' : `, ${decisive.step}: ${decisive.detail}`;
  return `${placeOf(element)}: ${verdict}: ${workload} (${kind})${why}`;
}

function findingLine({ id, severity, accepted, title, detail, elements }: Finding): string {
  return `${elements.length === 0 ? 'cdk-gcp-federation' : placeOf(elements[0])}: ${accepted ? 'accepted' : severity}: ${title}: ${detail} [${id}]`;
}

/** The line of the user's own source where it is known, else the file that was read. */
function placeOf({ source, file }: ElementReference): string {
  return source ?? file;
}
