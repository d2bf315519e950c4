import { workloadElement, WorkloadContext } from './context';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../../../federation/installation/installation';
import { isDetermined } from '../../../determined';
import { isObject, JsonObject } from '../../read-json';
import { AwsWorkload, TaskFacts } from '../aws-configuration';
import { carriedIn } from '../carried';
import { resourcesOf } from '../template';
import { roleOfArn } from '../workload-role';

/** ECS tasks: the configuration is in the environment or the command of one of their containers. */
export function tasks(context: WorkloadContext): AwsWorkload[] {
  const { values } = context;
  return resourcesOf(values.template).filter(({ type }) => type === 'AWS::ECS::TaskDefinition').flatMap(resource => {
    const { ContainerDefinitions: definitions, TaskRoleArn: role } = resource.properties;
    const containers = Array.isArray(definitions) ? definitions.filter(isObject) : [];
    const found = containers.map(container => carriedIn(values, `container ${values.partialText(container.Name).text}`,
      [container.Environment, container.Command, container.EntryPoint]));
    const carried = found.flat();
    const carriers = containers.filter((_, index) => found[index].length > 0);
    return carried.length === 0 ? [] : [{
      ...workloadElement(context, 'ecs-task', resource),
      role: role === undefined ? undefined : roleOfArn(values, role),
      task: factsOf(context, resource.properties, containers, carriers),
      carried,
    }];
  });
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
