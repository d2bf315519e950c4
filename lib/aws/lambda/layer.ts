import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FileSystem, Names, Stack } from 'aws-cdk-lib';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { FunctionDefinition } from './function-definition';
import { LIMITS } from '../../federation/limits';
import { FederatedIdentity } from '../role/federated-identity';

/** By this context key `sam local` and others read assets where they were made, instead of a copy. */
const DISABLE_ASSET_STAGING = 'aws:cdk:disable-asset-staging';

/**
 * Adds a layer that holds nothing but the configuration.
 *
 * Each stack has its own: a layer version is replaced when its content changes, and one that another stack uses cannot be.
 * It names no runtimes, since it suits all of them, also those to come.
 */
export function addLayer(identity: FederatedIdentity, { title, construct }: FunctionDefinition, path: string, config: string): void {
  const stack = Stack.of(construct);
  const id = `${Names.uniqueResourceName(identity.scope, { maxLength: 60 })}CredentialConfig`;
  const shared = stack.node.tryFindChild(id) as LayerVersion | undefined;
  try {
    // To look at the layers before would freeze them: older versions of aws-cdk-lib produce the list once.
    construct.addLayers(shared ?? makeLayer(stack, id, basename(path), config, identity));
  } catch (error) {
    if (shared === undefined) stack.node.tryRemoveChild(id);
    throw new Error(`${title} takes no further layer, and Lambda takes ${LIMITS.functionLayers}: merge two of them, `
      + 'or write federated.functionCredentialConfig into a file of its code and set GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT', { cause: error });
  }
}

function makeLayer(stack: Stack, id: string, file: string, config: string, { federation }: FederatedIdentity): LayerVersion {
  const folder = FileSystem.mkdtemp('cdk-gcp-');
  writeFileSync(join(folder, file), config);
  // Neither the umask of whoever synthesizes nor a hash that ignores modes may publish a file that the function cannot read.
  chmodSync(join(folder, file), 0o644);
  const layer = new LayerVersion(stack, id, {
    code: Code.fromAsset(folder),
    description: `Credential configuration of ${federation.roleName} for Google Cloud, without secrets`,
  });
  if (!stack.node.tryGetContext(DISABLE_ASSET_STAGING)) rmSync(folder, { recursive: true });
  return layer;
}
