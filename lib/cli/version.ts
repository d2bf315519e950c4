import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package, whose manifest lies two folders above the bundled command as it does above its source. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')).version;
}
