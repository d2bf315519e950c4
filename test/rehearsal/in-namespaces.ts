import { missingForNamespace } from '../../lib/rehearsal/sandbox';
import { missingForMachine } from '../../lib/rehearsal/sandbox/machine';

/**
 * `describe` for tests that need Linux namespaces. Where there are none, it skips them and says what is missing; on a build
 * server, which is to have all, it fails.
 */
export function inNamespaces(name: string, body: () => void): void {
  const missing = missingForMachine() ?? missingForNamespace().join(', ');
  if (missing === '') {
    describe(name, body);
  } else if (process.env.CI) {
    test(name, () => { throw new Error(`namespaces are missing, ${missing}`); });
  } else {
    process.stdout.write(`SKIPPED: ${name}: namespaces are missing, ${missing}\n`);
    describe.skip(name, body);
  }
}
