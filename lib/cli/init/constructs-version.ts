import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The oldest version of `constructs` that CDKTF takes. */
export const OLDEST_CONSTRUCTS_OF_CDKTF = '10.4.2';

/**
 * Returns the version of `constructs` that an app has, if it is too old for CDKTF: npm would refuse to install CDKTF
 * next to it. A range counts only if nothing is installed and it is an exact version, since npm raises any other.
 */
export function constructsTooOldForCdktf(folder: string): string | undefined {
  const version = installedVersion(folder) ?? pinnedVersion(folder);
  return version !== undefined && isOlder(version, OLDEST_CONSTRUCTS_OF_CDKTF) ? version : undefined;
}

function installedVersion(folder: string): string | undefined {
  try {
    return readVersion(createRequire(join(folder, 'package.json')).resolve('constructs/package.json'));
  } catch {
    return undefined; // not installed
  }
}

function readVersion(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

function pinnedVersion(folder: string): string | undefined {
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<Record<string, Record<string, string>>>;
    const written = dependencies.constructs ?? devDependencies.constructs;
    return written !== undefined && /^\d+\.\d+\.\d+$/.test(written) ? written : undefined;
  } catch {
    return undefined; // there is no package.json
  }
}

function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map(text => text.split('.').map(part => Number.parseInt(part, 10)));
  const different = left.findIndex((part, index) => part !== right[index]);
  return different >= 0 && left[different] < right[different];
}
