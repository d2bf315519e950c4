import { AwsContext } from './context';
import { functions } from './functions';
import { machines } from './machines';
import { rolesOf } from './roles';
import { builds, tasks } from './tasks';
import { AwsConfiguration } from '../../cloudformation/aws-configuration';
import { InputError } from '../../input-error';
import { mergedReadings } from '../../merged-readings';
import { ReadOptions, Reading } from '../../reading';
import { lineOfResource } from '../element';
import { readTerraformDocuments } from '../terraform-document';
import { TerraformValues } from '../terraform-values';

/** Resources that run programs from what is not in the configuration. */
const MADE_ELSEWHERE = /^(?:helm_release|aws_cloudformation_stack|kubernetes_(?:deployment|pod|job|cron_job|daemonset|daemon_set|stateful_set|manifest)(?:_v1)?)$/;

/** Reads the workloads that Terraform configurations, plans and states run in AWS. */
export function terraformAwsSide(paths: readonly string[], options: ReadOptions): AwsConfiguration {
  const documents = readTerraformDocuments(paths, { ...options, side: 'aws' });
  const contexts = documents.map(document => new AwsContext(new TerraformValues(document, { options })));
  requireKnownKind(contexts);
  const workloads = contexts.flatMap(context => [...machines(context), ...functions(context), ...tasks(context), ...builds(context)]);
  const roles = contexts.flatMap(rolesOf);
  const readings = contexts.flatMap(({ values, unread }) => [values.reading, { unread }, elsewhere(values)]);
  return { instances: [], workloads, roles, ...mergedReadings(readings) };
}

function requireKnownKind(contexts: readonly AwsContext[]): void {
  if (contexts.length === 0 || contexts.some(({ values }) => declaresAws(values))) return;
  throw new InputError(contexts[0].values.document.source.path, 'it declares no resource of AWS, so there is nothing to judge');
}

function declaresAws({ resources, document: { module }, reading: { unread = [] } }: TerraformValues): boolean {
  const types = [...resources.map(({ type }) => type), ...[...module?.names.keys() ?? []].map(type => type.replace(/^data\./, ''))];
  return unread.length > 0 || types.some(type => type.startsWith('aws_') || MADE_ELSEWHERE.test(type));
}

function elsewhere({ resources }: TerraformValues): Reading {
  return {
    unread: resources.filter(({ type, isData }) => !isData && MADE_ELSEWHERE.test(type)).map(resource => ({
      side: 'aws',
      file: resource.file,
      address: resource.address,
      line: lineOfResource(resource),
      code: 'elsewhere',
      what: resource.address,
      reason: 'what it runs is not in the configuration',
      wayOut: resource.type === 'aws_cloudformation_stack' ? 'Pass its template by --aws FILE.' : 'Pass the rendered manifests by --aws FILE.',
    })),
  };
}
