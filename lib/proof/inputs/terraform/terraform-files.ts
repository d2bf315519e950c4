import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../input-error';
import { fileSystemReason } from '../read-json';

/**
 * The configurations at a path, each with its files: one for a file or a folder of `*.tf.json`, one per stack for the
 * output folder of CDKTF. Terraform merges the files of a folder and knows nothing of other folders.
 */
export function terraformConfigurationFiles(path: string): string[][] {
  if (!isFolder(path)) return [[path]];
  const stacks = join(path, 'stacks');
  if (existsSync(stacks) && isFolder(stacks)) {
    const folders = readdirSync(stacks).sort().map(name => join(stacks, name)).filter(isFolder);
    const configurations = folders.map(terraformFiles).filter(files => files.length > 0);
    if (configurations.length === 0) throw new InputError(path, 'no stack in it holds a *.tf.json file; synthesize the Google side first');
    return configurations;
  }
  const files = terraformFiles(path);
  if (files.length === 0) {
    throw new InputError(path, 'it holds neither stacks/*/cdk.tf.json nor *.tf.json; pass the output folder of CDKTF, a folder of *.tf.json, or one such file');
  }
  return [files];
}

function terraformFiles(folder: string): string[] {
  return readdirSync(folder).filter(name => name.endsWith('.tf.json')).sort().map(name => join(folder, name));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
}
