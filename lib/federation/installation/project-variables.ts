import { PROJECT_VARIABLES } from './installation';

/**
 * Returns the variables by which the programs of a workload still have to be told their project.
 *
 * A project that a workload has under one of the names is its own choice: it gets the same under the others, or nothing
 * if the value is not known here.
 *
 * @param present the variables that the workload has; without a value if that is a secret
 * @param workloadProjectId the project of all workloads that choose none
 */
export function missingProjectVariables(present: ReadonlyMap<string, unknown>, workloadProjectId: string): [name: string, value: string][] {
  const chosen = PROJECT_VARIABLES.find(name => present.has(name));
  const value = chosen === undefined ? workloadProjectId : present.get(chosen);
  if (typeof value !== 'string') return [];
  return PROJECT_VARIABLES.filter(name => !present.has(name)).map(name => [name, value]);
}
