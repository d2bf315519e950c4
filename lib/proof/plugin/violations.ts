import type { PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import { errorWords } from '../../errors/answers';
import { CheckReport, ElementReference, Finding } from '../check/check-report';

/** AWS CDK's words for our severities. */
const SEVERITIES: Readonly<Record<Finding['severity'], string>> = { error: 'error', depends: 'error', warning: 'warning', note: 'info' };

/** Returns the findings of a report in the form of AWS CDK. Those that are accepted are warnings. */
export function violationsOf({ findings }: CheckReport): PolicyViolation[] {
  return findings.map(violation);
}

/** What stands in place of a verdict where there is none. */
export function notChecked(error: Error, gcp: string | readonly string[]): PolicyViolation {
  return {
    ruleName: 'not-checked',
    description: `Whether the two sides match was not checked: ${error.message}`,
    severity: 'error',
    fix: `synthesize the Google side before the app, and pass its folder as gcp, which is ${JSON.stringify(gcp)}`,
    violatingResources: [{ resourceLogicalId: 'Google side', locations: [] }],
  };
}

/**
 * AWS CDK reports and acknowledges a violation once for every resource, so those of the template go first: an element of
 * Terraform is only named beside them.
 */
function violation({ id, severity, accepted, title, detail, elements, runtimeError, fix }: Finding): PolicyViolation {
  const ours = elements.filter(({ side }) => side === 'aws');
  const beside = ours.length === 0 ? [] : elements.filter(({ side }) => side === 'gcp');
  const described = [
    title,
    detail,
    ...beside.map(({ address, file }) => `Google side: ${address} in ${file}`),
    ...runtimeError === undefined ? [] : [`At run time: ${errorWords(runtimeError)}`],
  ];
  return {
    ruleName: id,
    description: described.map(part => part.replace(/\.$/, '')).join('. '),
    severity: accepted ? 'warning' : SEVERITIES[severity],
    fix,
    violatingResources: (ours.length > 0 ? ours : elements).map(resource),
  };
}

/** AWS CDK finds the construct of an element of a template by itself; an element of Terraform is only named. */
function resource({ address, file }: ElementReference): PolicyViolatingResource {
  return { resourceLogicalId: address, templatePath: file, locations: [] };
}
