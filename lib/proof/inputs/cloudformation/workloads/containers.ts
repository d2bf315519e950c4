import { workloadElement, WorkloadContext } from './context';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../../../federation/installation/installation';
import { isDetermined } from '../../../determined';
import { isObject, JsonObject } from '../../read-json';
import { AwsWorkload, Carried, TaskFacts } from '../aws-configuration';
import { carriedIn, useOfVariable } from '../carried';
import { resourcesOf } from '../template';
import type { TemplateValues } from '../template-values';
import { roleOfArn } from '../workload-role';

/** ECS tasks: the configuration is in the environment or the command of one of their containers. */
export function tasks(context: WorkloadContext): AwsWorkload[] {
  const { values } = context;
  return resourcesOf(values.template).filter(({ type }) => type === 'AWS::ECS::TaskDefinition').flatMap(resource => {
    const { ContainerDefinitions: definitions, TaskRoleArn: role } = resource.properties;
    const containers = Array.isArray(definitions) ? definitions.filter(isObject) : [];
    const found = containers.map(container => carriedByContainer(values, container));
    const carriers = containers.filter((_, index) => found[index].length > 0);
    const carried = carriers.length > 0 ? found.flat() : containers.flatMap(container => unseenFile(values, container));
    return carried.length === 0 ? [] : [{
      ...workloadElement(context, 'ecs-task', resource),
      definition: { kind: 'task', containers: resolvedContainers(values, containers) },
      role: role === undefined ? undefined : roleOfArn(values, role),
      task: factsOf(context, resource.properties, containers, carriers),
      carried,
    }];
  });
}

function resolvedContainers(values: TemplateValues, containers: readonly JsonObject[]): JsonObject[] {
  return JSON.parse(values.partialText({ 'Fn::ToJsonString': containers }).text) as JsonObject[];
}

function carriedByContainer(values: TemplateValues, container: JsonObject): Carried[] {
  const where = `container ${values.partialText(container.Name).text}`;
  const variables = Array.isArray(container.Environment) ? container.Environment.filter(isObject) : [];
  const own = variables.flatMap(({ Name: name, Value: value }) => carriedIn(values, where, value, useOfVariable(String(name))));
  return [...own, ...carriedIn(values, where, [container.Command, container.EntryPoint])];
}

/** A container that points to a file of its image, or takes it from a secret: the file is not in the template. */
function unseenFile(values: TemplateValues, container: JsonObject): Carried[] {
  const where = `container ${values.partialText(container.Name).text}`;
  const variables = Array.isArray(container.Environment) ? container.Environment.filter(isObject) : [];
  const [path] = variables.flatMap(({ Name: name, Value: value }) => isGoogleVariable(name) ? [values.partialText(value).text] : []);
  const secrets = Array.isArray(container.Secrets) ? container.Secrets.filter(isObject) : [];
  const isSecret = secrets.some(({ Name: name }) => isGoogleVariable(name));
  if (path === undefined && !isSecret) return [];
  const unreadable = path === undefined ? `its variable ${CREDENTIAL_CONFIG_VARIABLES[0]} is a secret, whose value is not in the template`
    : `it names ${path}, which is in the image and not in the template; no client of Google reads the credentials of a task without the sidecar`;
  return [{ where, config: { unreadable } }];
}

function isGoogleVariable(name: unknown): boolean {
  return CREDENTIAL_CONFIG_VARIABLES.some(variable => variable === name);
}

function factsOf(
  { values }: WorkloadContext, { NetworkMode: mode, TaskRoleArn: role, ExecutionRoleArn: executionRole }: JsonObject,
  containers: readonly JsonObject[], carriers: readonly JsonObject[],
): TaskFacts {
  const networkMode = mode === undefined ? undefined : values.text(mode);
  const names = carriers.map(({ Name: name }) => name);
  const waits = ({ DependsOn: before }: JsonObject) => Array.isArray(before)
    && before.some(one => isObject(one) && names.includes(one.ContainerName));
  const impatient = containers.filter(container => !carriers.includes(container) && pointsAtFile(container) && !waits(container));
  return {
    ...networkMode !== undefined && isDetermined(networkMode) && { networkMode },
    sharesExecutionRole: role !== undefined && JSON.stringify(role) === JSON.stringify(executionRole),
    impatient: impatient.map(({ Name: name }) => String(name)),
  };
}

function pointsAtFile({ Environment: environment }: JsonObject): boolean {
  return Array.isArray(environment) && environment.some(variable => isObject(variable) && variable.Name === CREDENTIAL_CONFIG_VARIABLES[0]);
}

/** CodeBuild projects: the configuration is in a variable or in the build specification. */
export function builds(context: WorkloadContext): AwsWorkload[] {
  const { values } = context;
  return resourcesOf(values.template).filter(({ type }) => type === 'AWS::CodeBuild::Project').flatMap(resource => {
    const { Environment: environment, Source: source, ServiceRole: role } = resource.properties;
    const carried = [
      ...carriedIn(values, 'environment variables', isObject(environment) ? environment.EnvironmentVariables : undefined),
      ...carriedIn(values, 'build specification', isObject(source) ? source.BuildSpec : undefined),
    ];
    return carried.length === 0 ? [] : [{
      ...workloadElement(context, 'codebuild-project', resource), role: role === undefined ? undefined : roleOfArn(values, role), carried,
    }];
  });
}
