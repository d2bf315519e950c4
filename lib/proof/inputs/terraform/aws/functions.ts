import { join } from 'node:path';
import { AwsContext } from './context';
import { roleOfArn } from './roles';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../../../federation/installation/installation';
import { isDetermined } from '../../../determined';
import { carriedAt } from '../../cloudformation/assets';
import { AwsWorkload, Carried, FunctionDefinition } from '../../cloudformation/aws-configuration';
import { carriedInText, useOfVariable } from '../../cloudformation/carried';
import { isMap, sortedKeys } from '../../hcl/values';
import { nestedBlocks } from '../evaluate-body';
import type { TerraformResource } from '../terraform-resource';

const [VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

/** Lambda functions: the configuration is in a variable, or in the archive of the code. */
export function functions(context: AwsContext): AwsWorkload[] {
  return context.ofType('aws_lambda_function').flatMap(resource => {
    const carried = carriedBy(context, resource);
    if (carried.length === 0) return [];
    const role = context.values.text(resource, 'role');
    const name = context.values.text(resource, 'function_name');
    const [snapStart] = nestedBlocks(resource.get('snap_start'));
    return [{
      ...context.element('lambda-function', resource),
      definition: definitionOf(context, resource),
      role: role === undefined ? undefined : roleOfArn(context, role),
      sessionName: name !== undefined && isDetermined(name) ? name : undefined,
      ...isMap(snapStart) && snapStart.apply_on === 'PublishedVersions' && { snapStart: true },
      carried,
    }];
  });
}

function definitionOf(context: AwsContext, resource: TerraformResource): FunctionDefinition {
  const [environment] = nestedBlocks(resource.get('environment'));
  const variables = isMap(environment) && isMap(environment.variables) ? environment.variables : {};
  const [code] = archives(context, resource);
  return {
    kind: 'function',
    variables: Object.fromEntries(sortedKeys(variables).flatMap(name => {
      const text = context.partial(variables[name]);
      return text === undefined ? [] : [[name, text]];
    })),
    ...code !== undefined && { code },
    layers: [],
  };
}

function carriedBy(context: AwsContext, resource: TerraformResource): Carried[] {
  const [environment] = nestedBlocks(resource.get('environment'));
  context.reportUnknown(resource, 'environment', environment);
  const written = isMap(environment) ? environment.variables : undefined;
  context.reportUnknown(resource, 'environment variables', written);
  const variables = isMap(written) ? written : {};
  const found = sortedKeys(variables).flatMap(name => {
    const text = context.partial(variables[name]);
    return text === undefined ? [] : carriedInText(`environment variable ${name}`, text, useOfVariable(name));
  });
  const path = context.partial(variables[VARIABLE])?.text;
  if (found.length > 0 || path === undefined) return found;
  const file = path.slice(path.lastIndexOf('/') + 1);
  const inCode = archives(context, resource).flatMap(place => carriedAt(place, 'code'));
  const exact = inCode.filter(({ where }) => where.endsWith(`, ${file}`) || where.endsWith(`/${file}`));
  if (exact.length > 0) return exact;
  if (inCode.length > 0) return inCode;
  return [{ where: `environment variable ${VARIABLE}`, config: { unreadable: `it names ${path}, and no credential configuration was found in the code of this configuration` } }];
}

/** Where the code of a function is: the archive, or what it is made of. */
function archives(context: AwsContext, resource: TerraformResource): string[] {
  const { values } = context;
  const file = values.text(resource, 'filename');
  if (file === undefined) return [];
  const made = values.resources.filter(({ type }) => type === 'archive_file')
    .filter(archive => isDetermined(file) ? values.text(archive, 'output_path') === file : file.source.startsWith(`${archive.address}.`));
  const places = [file, ...made.flatMap(archive => [values.text(archive, 'source_dir'), values.text(archive, 'source_file')])];
  return places.flatMap(place => place !== undefined && isDetermined(place) ? [join(values.document.folder, place)] : []);
}
