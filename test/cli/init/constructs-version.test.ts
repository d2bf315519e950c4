import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constructsTooOldForCdktf } from '../../../lib/cli/init/constructs-version';
import { nextSteps } from '../../../lib/cli/init/next-steps';
import { temporaryFolder } from '../../proof/temporary-folder';

const temporary = temporaryFolder();
afterAll(temporary.remove);

let apps = 0;

/** A folder of an app with this version of `constructs` installed, and this one written in its `package.json`. */
function appWith(installed?: string, written?: string): string {
  const folder = join(temporary.path, `app${apps += 1}`);
  mkdirSync(join(folder, 'node_modules', 'constructs'), { recursive: true });
  if (installed !== undefined) writeFileSync(join(folder, 'node_modules', 'constructs', 'package.json'), JSON.stringify({ version: installed }));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { constructs: written } }));
  return folder;
}

test.each<[string | undefined, string | undefined, string | undefined]>([
  ['10.1.67', '10.1.67', '10.1.67'], ['10.4.1', undefined, '10.4.1'], ['3.4.0', undefined, '3.4.0'], [undefined, '10.1.67', '10.1.67'],
  ['10.4.2', '10.1.67', undefined], ['10.10.0', undefined, undefined], ['11.0.0', undefined, undefined], [undefined, '^10.0.0', undefined],
  [undefined, undefined, undefined],
])('constructs %s, written %s: too old is %s', (installed, written, tooOld) => {
  expect(constructsTooOldForCdktf(appWith(installed, written))).toBe(tooOld);
});

test('CDKTF is recommended to an older app with what makes it installable, and with the way without it', () => {
  const steps = (folder: string) => nextSteps({ folder, out: '', json: false, gcp: true, assembly: 'cdk.out', role: 'new' }).at(-1)!.lines.join('\n');
  expect(steps(appWith('10.1.67'))).toMatch(
    /# CDKTF needs constructs 10\.4\.2 or later, and this app has 10\.1\.67\. Raise it, or run init --json.*\nnpm install constructs@\^10\.4\.2\nnpm install --save-dev cdktf@/s);
  expect(steps(appWith('10.6.0'))).not.toContain('constructs@');
});
