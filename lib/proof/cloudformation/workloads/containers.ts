import { workloadElement, WorkloadContext } from './context';
import { isObject } from '../../read-json';
import { AwsWorkload } from '../aws-configuration';
import { carriedIn } from '../carried';
import { resourcesOf } from '../template';
import { roleOfArn } from '../workload-role';

/** ECS tasks: the configuration is in the environment or the command of one of their containers. */
export function tasks(context: WorkloadContext): AwsWorkload[] {
  const { values } = context;
  return resourcesOf(values.template).filter(({ type }) => type === 'AWS::ECS::TaskDefinition').flatMap(resource => {
    const { ContainerDefinitions: definitions, TaskRoleArn: role } = resource.properties;
    const containers = Array.isArray(definitions) ? definitions.filter(isObject) : [];
    const carried = containers.flatMap(container => carriedIn(values, `container ${values.partialText(container.Name).text}`,
      [container.Environment, container.Command, container.EntryPoint]));
    return carried.length === 0 ? [] : [{
      ...workloadElement(context, 'ecs-task', resource), role: role === undefined ? undefined : roleOfArn(values, role), carried,
    }];
  });
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
