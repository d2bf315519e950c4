import type { PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import { AdversaryVerdict, CheckReport, ElementReference, Finding, Verdict, WorkloadVerdict } from '../check/check-report';

/** AWS CDK's words for our severities. */
const SEVERITIES: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', note: 'info' };

/**
 * A report in the form of AWS CDK: findings, and every verdict that is not as it should be although no finding says why.
 *
 * @param report what `check` found out
 * @param acceptDepends whether verdicts that depend on something are warnings only
 */
export function violationsOf({ findings, workloads, adversaries }: CheckReport, acceptDepends = false): PolicyViolation[] {
  const severityOf = (verdict: Verdict): string => SEVERITIES[acceptDepends && verdict === 'depends' ? 'warning' : 'error'];
  const named = findings.filter(({ severity }) => severity === 'error').flatMap(({ elements }) => elements);
  const places = new Set(named.map(placeOf));
  const addresses = new Set(named.map(({ address }) => address));
  return [
    ...findings.map(violation),
    ...workloads.filter(({ verdict, element }) => verdict !== 'admitted' && !places.has(placeOf(element))).map(workload => notAdmitted(workload, severityOf(workload.verdict))),
    ...adversaries.filter(({ verdict, provider }) => verdict !== 'refused' && !addresses.has(provider)).map(adversary => notRefused(adversary, severityOf(adversary.verdict))),
  ];
}

/** What stands in place of a verdict where there is none. */
export function notChecked(error: Error, gcp: string | readonly string[]): PolicyViolation {
  return {
    ruleName: 'not-checked',
    description: `Whether the two clouds fit was not checked: ${error.message}`,
    severity: 'error',
    fix: `synthesize the Google side before the app, and pass its folder as gcp, which is ${JSON.stringify(gcp)}`,
    violatingResources: [{ resourceLogicalId: 'Google side', locations: [] }],
  };
}

/**
 * AWS CDK reports and acknowledges a violation once for every resource, so those of the template go first: an element of
 * Terraform is only named beside them.
 */
function violation({ id, severity, title, detail, elements, runtimeError, fix }: Finding): PolicyViolation {
  const ours = elements.filter(({ side }) => side === 'aws');
  const beside = ours.length === 0 ? [] : elements.filter(({ side }) => side === 'gcp');
  const described = [
    title,
    detail,
    ...beside.map(({ address, file }) => `Google side: ${address} in ${file}`),
    ...runtimeError === undefined ? [] : [`At run time: ${runtimeError}`],
  ];
  return {
    ruleName: id,
    description: described.map(part => part.replace(/\.$/, '')).join('. '),
    severity: SEVERITIES[severity],
    fix,
    violatingResources: (ours.length > 0 ? ours : elements).map(resource),
  };
}

function notAdmitted({ workload, verdict, steps, element }: WorkloadVerdict, severity: string): PolicyViolation {
  const stop = steps.find(step => step.verdict === 'refused' || step.verdict === 'depends');
  return {
    ruleName: `workload-${verdict}`,
    description: `${workload} is not certain to be admitted to Google Cloud: ${verdict}${stop === undefined ? '' : ` at step '${stop.step}', ${stop.detail}`}`,
    severity,
    violatingResources: [resource(element)],
  };
}

function notRefused({ provider, who, arn, verdict, reaches }: AdversaryVerdict, severity: string): PolicyViolation {
  return {
    ruleName: `stranger-${verdict}`,
    description: `${arn} (${who}) is not certain to be refused: ${verdict}${reaches.length === 0 ? '' : `, and reaches ${reaches.join('; ')}`}`,
    severity,
    violatingResources: [{ resourceLogicalId: provider, locations: [] }],
  };
}

/** AWS CDK finds the construct of an element of a template by itself; an element of Terraform is only named. */
function resource({ address, file }: ElementReference): PolicyViolatingResource {
  return { resourceLogicalId: address, templatePath: file, locations: [] };
}

function placeOf({ file, address }: ElementReference): string {
  return JSON.stringify([file, address]);
}
