import { Stack } from 'aws-cdk-lib';
import { FunctionDefinition } from './function-definition';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../federation/installation/installation';
import { missingProjectVariables } from '../../federation/installation/project-variables';

/**
 * Refuses a function that points to other credentials, and gives what sets the variables. A project that is set stands,
 * as a function may work in another one.
 */
export function setVariables({ title, construct, resource }: FunctionDefinition, path: string, workloadProjectId: string): () => void {
  const { variables = {} } = Stack.of(resource).resolve(resource.environment) as { variables?: Record<string, unknown> } | undefined ?? {};
  for (const name of CREDENTIAL_CONFIG_VARIABLES) {
    const present = variables[name];
    if (present !== undefined && present !== path) {
      throw new Error(`${title} has ${name} set to ${JSON.stringify(present)}, and what is set is never overwritten: remove the variable, or leave the function as it is`);
    }
  }
  return () => {
    for (const name of CREDENTIAL_CONFIG_VARIABLES) construct.addEnvironment(name, path);
    const present = new Map(Object.entries(variables));
    for (const [name, value] of missingProjectVariables(present, workloadProjectId)) construct.addEnvironment(name, value);
  };
}
