import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the cloud assembly that holds all of some templates: nested assemblies lie in folders of their own below
 * that of the app.
 */
export function assemblyFolder(templatePaths: readonly string[]): string {
  const [first = '', ...others] = templatePaths;
  for (let folder = dirname(first); ; folder = dirname(folder)) {
    const holdsAll = others.every(path => path.startsWith(join(folder, '/')));
    if (holdsAll && existsSync(join(folder, 'manifest.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no folder with a manifest.json holds the templates ${templatePaths.join(', ')}: pass them as AWS CDK synthesizes them`);
  }
}
