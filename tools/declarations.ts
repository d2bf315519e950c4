import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The declarations that the given ones refer to, themselves included; what is internal needs none. */
export function reachableDeclarations(files: string[], reached = new Set<string>()): Set<string> {
  for (const file of files.filter(candidate => !reached.has(candidate))) {
    reached.add(file);
    const imported = [...readFileSync(file, 'utf8').matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)].map(([, path]) => resolve(dirname(file), path));
    reachableDeclarations(imported.map(path => [`${path}.d.ts`, join(path, 'index.d.ts')].find(existsSync)).filter(path => path !== undefined), reached);
  }
  return reached;
}
