import { AwsContext } from './context';
import { roleOfArn } from './roles';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../../../federation/installation/installation';
import { isDetermined } from '../../../determined';
import { AwsWorkload, Carried, TaskFacts } from '../../cloudformation/aws-configuration';
import { carriedInText, useOfVariable } from '../../cloudformation/carried';
import { isMap, Value } from '../../hcl/values';
import { isObject, JsonObject } from '../../read-json';
import { many } from '../blocks';
import { nestedBlocks } from '../evaluate-body';
import type { TerraformResource } from '../terraform-resource';

const [VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

/** ECS tasks: the configuration is in the environment or the command of one of their containers. */
export function tasks(context: AwsContext): AwsWorkload[] {
  return context.ofType('aws_ecs_task_definition').flatMap(resource => {
    const containers = containersOf(context, resource);
    const found = containers.map(carriedByContainer);
    const carriers = containers.filter((_, index) => found[index].length > 0);
    const carried = carriers.length > 0 ? found.flat() : containers.flatMap(unseenFile);
    if (carried.length === 0) return [];
    const role = context.values.text(resource, 'task_role_arn');
    return [{
      ...context.element('ecs-task', resource),
      definition: { kind: 'task', containers: containers.map(upperCamelCase) },
      role: role === undefined ? undefined : roleOfArn(context, role),
      task: factsOf(context, resource, containers, carriers),
      carried,
    }];
  });
}

/** Container definitions are JSON, of which parts may not be known. */
function containersOf(context: AwsContext, resource: TerraformResource): JsonObject[] {
  const written = resource.get('container_definitions');
  context.reportUnknown(resource, 'container definitions', written);
  const text = context.partial(written)?.text;
  try {
    return text === undefined ? [] : many(JSON.parse(text)).filter(isObject);
  } catch {
    return [];
  }
}

/** Terraform writes the names of the API in lower camel case, templates in upper camel case. */
function upperCamelCase(container: JsonObject): JsonObject {
  const renamed = ([name, part]: [string, unknown]) => [name.charAt(0).toUpperCase() + name.slice(1), named(part)] as const;
  const named = (value: unknown): unknown => Array.isArray(value) ? value.map(named)
    : isObject(value) ? Object.fromEntries(Object.entries(value).map(renamed)) : value;
  return named(container) as JsonObject;
}

function carriedByContainer({ name, environment, command, entryPoint }: JsonObject): Carried[] {
  const where = `container ${String(name)}`;
  const own = many(environment).filter(isObject).flatMap(({ name: variable, value }) =>
    carriedInText(where, { text: String(value), unknown: [] }, useOfVariable(String(variable))));
  const words = [...many(command), ...many(entryPoint)].map(String).join('\n');
  return [...own, ...carriedInText(where, { text: words, unknown: [] })];
}

function unseenFile({ name, environment }: JsonObject): Carried[] {
  const path = many(environment).filter(isObject).find(variable => variable.name === VARIABLE)?.value;
  return path === undefined ? [] : [{
    where: `container ${String(name)}`,
    config: {
      unreadable: `it names ${String(path)}, which is in the image and not in the configuration; no client of Google reads the credentials of a task without the sidecar`,
    },
  }];
}

function factsOf(
  { values }: AwsContext, resource: TerraformResource, containers: readonly JsonObject[], carriers: readonly JsonObject[],
): TaskFacts {
  const networkMode = values.text(resource, 'network_mode');
  const names = carriers.map(({ name }) => name);
  const points = ({ environment }: JsonObject) => many(environment).some(one => isObject(one) && one.name === VARIABLE);
  const waits = ({ dependsOn }: JsonObject) => many(dependsOn).some(one => isObject(one) && names.includes(one.containerName));
  const [role, executionRole] = ['task_role_arn', 'execution_role_arn'].map(name => values.text(resource, name));
  return {
    ...networkMode !== undefined && isDetermined(networkMode) && { networkMode },
    sharesExecutionRole: role !== undefined && executionRole !== undefined && sameText(role, executionRole),
    impatient: containers.filter(container => !carriers.includes(container) && points(container) && !waits(container))
      .map(({ name }) => String(name)),
  };
}

function sameText(one: ReturnType<AwsContext['values']['text']>, other: ReturnType<AwsContext['values']['text']>): boolean {
  const source = (value: typeof one) => typeof value === 'string' ? value : value?.partial?.text ?? value?.source;
  return source(one) === source(other);
}

/** CodeBuild projects: the configuration is in a variable or in the build specification. */
export function builds(context: AwsContext): AwsWorkload[] {
  return context.ofType('aws_codebuild_project').flatMap(resource => {
    const [environment] = nestedBlocks(resource.get('environment'));
    const [source] = nestedBlocks(resource.get('source'));
    const variables = isMap(environment) ? nestedBlocks(environment.environment_variable) : [];
    const carried = [
      ...variables.flatMap(variable => isMap(variable) ? textIn(context, 'environment variables', variable.value) : []),
      ...isMap(source) ? textIn(context, 'build specification', source.buildspec) : [],
    ];
    const role = context.values.text(resource, 'service_role');
    return carried.length === 0 ? [] : [{
      ...context.element('codebuild-project', resource), role: role === undefined ? undefined : roleOfArn(context, role), carried,
    }];
  });
}

function textIn(context: AwsContext, where: string, value: Value | undefined): Carried[] {
  const text = context.partial(value);
  return text === undefined ? [] : carriedInText(where, text);
}
