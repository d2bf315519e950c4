import { Stack } from 'aws-cdk-lib';
import type { FunctionDefinition } from './function';
import { CREDENTIAL_CONFIG_VARIABLES, PROJECT_VARIABLE } from '../../federation/installation';

const [CREDENTIALS] = CREDENTIAL_CONFIG_VARIABLES;

/**
 * Refuses a function that points to other credentials, and gives what sets the variables. A project that is set stands,
 * as a function may work in another one.
 */
export function setVariables({ title, construct, resource }: FunctionDefinition, path: string, gcpProjectId: string): () => void {
  const { variables = {} } = Stack.of(resource).resolve(resource.environment) as { variables?: Record<string, unknown> } | undefined ?? {};
  const present = variables[CREDENTIALS];
  if (present !== undefined && present !== path) {
    throw new Error(`${title} has ${CREDENTIALS} set to ${JSON.stringify(present)}, and what is set is never overwritten: remove the variable, or leave the function as it is`);
  }
  return () => {
    construct.addEnvironment(CREDENTIALS, path);
    if (variables[PROJECT_VARIABLE] === undefined) construct.addEnvironment(PROJECT_VARIABLE, gcpProjectId);
  };
}
