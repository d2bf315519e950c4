import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleClient, bundleFederation, bundleMain, bundleProof } from '../../tools/bundle-command';
import { temporaryFolder } from '../proof/temporary-folder';

export interface BundledCommand {
  /** The program, which Node.js runs. */
  readonly program: string;
  readonly remove: () => void;
}

/** The command as it is published, which starts much faster than its source. */
export async function bundledCommand(): Promise<BundledCommand> {
  const { path, remove } = temporaryFolder();
  copyFileSync(join(__dirname, '../../package.json'), join(path, 'package.json'));
  const program = join(path, 'build/command/main.js');
  await Promise.all([
    bundleMain(program), bundleProof(join(path, 'build/proof/index.js')), bundleFederation(join(path, 'build/federation/shared.js')),
  ]);
  bundleClient(join(path, 'build/command/google-client.js'));
  return { program, remove };
}
