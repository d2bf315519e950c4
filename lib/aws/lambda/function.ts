import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { AddToFunctionOptions } from './add-to-function-options';
import { setVariables } from './environment-variables';
import { FunctionDefinition } from './function-definition';
import { writeByEntryPoint } from './image-entry-point';
import { addLayer } from './layer';
import { credentialConfig } from '../../federation/installation/credential-config';
import { FUNCTION_CREDENTIAL_CONFIG_PATH, IMAGE_FUNCTION_CREDENTIAL_CONFIG_PATH } from '../../federation/installation/installation';
import { validateSubjectLength } from '../../federation/subject-length';
import { isResource } from '../ec2/referred-element';
import { FederatedIdentity, requireFederatedRole } from '../role/federated-identity';
import { isAdded, markAdded } from '../role/workload-owner';

/** Puts the credential configuration into a function. */
export function addToFunction(identity: FederatedIdentity, fn: lambda.IFunction, options: AddToFunctionOptions): void {
  const definition = definitionOf(fn);
  requireFederatedRole(identity, roleOf(definition), definition.title,
    'for a new function pass role: federated.role to lambda.Function; to federate the role that it has pass role: fn.role to GcpFederatedRole, with roleName = its name as deployed');
  if (isAdded(identity, fn, definition.title, 'function')) return;
  validateSubjectLength(identity.federation, 'lambda', nameLength(definition));
  requireCredentialsInEnvironment(definition);

  const config = credentialConfig(identity.federation, 'environment');
  const image = definition.resource.packageType === 'Image';
  const path = image ? IMAGE_FUNCTION_CREDENTIAL_CONFIG_PATH : FUNCTION_CREDENTIAL_CONFIG_PATH;
  const set = setVariables(definition, path, identity.federation.workloadProjectId);
  if (image) {
    writeByEntryPoint(definition, path, config, options.awsBaseImage ?? false);
  } else {
    addLayer(identity, definition, path, config);
  }
  set();
  allowLambda(identity, definition);
  fn.node.addValidation({ validate: () => credentialsProblems(definition) });
  markAdded(identity, fn);
}

function definitionOf(fn: lambda.IFunction): FunctionDefinition {
  const title = `function ${fn.node.path}`;
  const resource = fn.node.defaultChild;
  if ('edgeArn' in fn && !isResource(resource, 'AWS::Lambda::Version')) {
    throw new Error(`${title} runs at CloudFront's edge, where functions have neither layers nor environment variables: `
      + 'put the text of functionCredentialConfig into its code, and hand that to the Google client');
  }
  if (!isResource(resource, 'AWS::Lambda::Function')) {
    throw new Error(`${title} is not defined in this app, or is a version or an alias, and takes neither layers nor environment variables from here: `
      + 'pass the lambda.Function itself; for one that is defined elsewhere add the layer and the variables there');
  }
  return { title, construct: fn as lambda.Function, resource: resource as lambda.CfnFunction };
}

function roleOf({ title, construct }: FunctionDefinition): iam.IRole {
  if (construct.role === undefined) throw new Error(`${title} has no role that is known here, so it cannot be told whether it is the federated one: pass role: federated.role to it`);
  return construct.role;
}

/** The session name is the name of the function. CloudFormation makes names of up to 64 characters. */
function nameLength({ resource }: FunctionDefinition): number | undefined {
  const name: unknown = Stack.of(resource).resolve(resource.functionName);
  return typeof name === 'string' ? name.length : undefined;
}

function requireCredentialsInEnvironment(definition: FunctionDefinition): void {
  const [problem] = credentialsProblems(definition);
  if (problem) throw new Error(problem);
}

/** With SnapStart the credentials are at an endpoint for containers, since those of a snapshot would have expired. */
function credentialsProblems({ title, resource }: FunctionDefinition): string[] {
  const { applyOn } = Stack.of(resource).resolve(resource.snapStart) as { applyOn?: unknown } | undefined ?? {};
  if (applyOn === undefined || applyOn === 'None') return [];
  return [`${title} uses SnapStart, whose functions have no AWS credentials in their environment, and Google's clients read them from nowhere else in Lambda: leave snapStart out`];
}

/** What CDK gives a role that it makes itself for a function. A role that was brought along is left as it is. */
function allowLambda({ trust, role }: FederatedIdentity, { construct }: FunctionDefinition): void {
  if (!trust) return;
  trust.addService('lambda.amazonaws.com');
  const policies = ['AWSLambdaBasicExecutionRole', ...construct.isBoundToVpc ? ['AWSLambdaVPCAccessExecutionRole'] : []];
  for (const policy of policies) role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(`service-role/${policy}`));
}
