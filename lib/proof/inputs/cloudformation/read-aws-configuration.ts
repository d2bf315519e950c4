import { AwsConfiguration } from './aws-configuration';
import { AwsInput, awsInputs } from './aws-files';
import { ReadContext } from './read-context';
import { readTemplates } from './read-templates';
import { Template } from './template';
import { templateSide } from './template-side';
import { InputError } from '../input-error';
import { mergedReadings } from '../merged-readings';
import { ReadOptions } from '../reading';
import { terraformAwsSide } from '../terraform/aws/aws-side';

/**
 * Reads the workloads of cloud assemblies, templates, Kubernetes manifests and Terraform.
 *
 * Throws `InputError` if a file is missing, cannot be parsed or is of an unknown kind.
 *
 * @param paths output folders of AWS CDK, SAM or Serverless, templates, manifests, or what `--gcp` takes
 */
export function readAwsConfiguration(paths: string | readonly string[], options: ReadOptions = {}): AwsConfiguration {
  const all = typeof paths === 'string' ? [paths] : paths;
  const context = new ReadContext(options, all);
  const inputs = all.flatMap(awsInputs);
  const templates = templateSide(templatesOf(inputs, context), context);
  const folders = inputs.flatMap(input => input.kind === 'terraform' ? [input.path] : []);
  if (folders.length === 0) return { ...templates, ...mergedReadings([context.reading]) };
  const terraform = terraformAwsSide(folders, options);
  const side = {
    instances: [...templates.instances, ...terraform.instances],
    workloads: [...templates.workloads, ...terraform.workloads],
    roles: [...templates.roles, ...terraform.roles],
  };
  return { ...side, ...mergedReadings([context.reading, terraform]) };
}

/** The templates at paths, for those who look into them once more. */
export function readTemplatesAt(paths: readonly string[]): Template[] {
  return templatesOf(paths.flatMap(awsInputs), new ReadContext({}, paths));
}

/** A template that was passed for a nested stack is a part of the stack that nests it. */
function templatesOf(inputs: readonly AwsInput[], context: ReadContext): Template[] {
  const templates = inputs.flatMap(input => input.kind === 'terraform' ? [] : readTemplates(input, context));
  const found = templates.filter(({ file, parent }) => parent !== undefined || !context.nested.has(file));
  if (templates.length > 0 && found.length === 0) throw new InputError(templates[0].file, 'the stacks nest each other');
  return found;
}
