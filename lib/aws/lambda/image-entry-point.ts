import { Stack } from 'aws-cdk-lib';
import { FunctionDefinition } from './function-definition';

/** The entry point of AWS's base images, which takes the handler as its argument. */
const AWS_ENTRY_POINT = '/lambda-entrypoint.sh';

/** `$0` is the configuration, the arguments are the command of the function. */
const SCRIPT = (path: string) => `umask 22; printf %s "$0" >${path}.$$ && mv -f ${path}.$$ ${path}; exec ${AWS_ENTRY_POINT} "$@"`;

interface ImageConfig {
  readonly command?: unknown;
  readonly entryPoint?: unknown;
  readonly workingDirectory?: unknown;
}

/**
 * Lets an image function write the configuration when it starts. Layers synthesize for image functions, but Lambda
 * rejects them.
 */
export function writeByEntryPoint({ title, resource }: FunctionDefinition, path: string, config: string, awsBaseImage: boolean): void {
  if (!awsBaseImage) {
    throw new Error(`${title} is made from an image, and Lambda takes no layers for it: write federated.functionCredentialConfig into a file beside the Dockerfile, `
      + 'COPY it into the image and set GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT; or, for an image made from one of AWS\'s base images for Lambda, pass { awsBaseImage: true }');
  }
  const stated = Stack.of(resource).resolve(resource.imageConfig) as ImageConfig | undefined ?? {};
  if (stated.entryPoint !== undefined) {
    throw new Error(`${title} states an entry point, so that of AWS's base images is not in use: leave entrypoint out, or leave awsBaseImage out and COPY the configuration into the image`);
  }
  if (stated.command === undefined) {
    throw new Error(`${title} states no command: pass its handler as cmd, such as cmd: ['index.handler'], as an entry point needs the command stated beside it`);
  }
  resource.imageConfig = { ...stated as object, entryPoint: ['/bin/sh', '-c', SCRIPT(path), config] };
}
