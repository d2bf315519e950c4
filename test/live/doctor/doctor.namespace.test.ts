import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINES } from './machines';
import { Orders, Result, Visit } from './orders';
import { SHELLS } from './shell-parts';
import { CauseId, CAUSES } from '../../../lib/errors/causes';
import { doctorScript } from '../../../lib/live/doctor/doctor-script';
import { readConfigs, readRoles } from '../../../lib/live/doctor/read-expectations';
import { run } from '../../../lib/rehearsal/client/client-process';
import { namespaceCommand } from '../../../lib/rehearsal/sandbox';
import { temporaryFolder } from '../../proof/temporary-folder';
import { inNamespaces } from '../../rehearsal/in-namespaces';
import { outputs } from '../../rehearsal/outputs';

const SECONDS_AT_MOST = 10;

/** A folder of programs without some of them, as on a machine that does not have them. */
function programsWithout(folder: string, missing: RegExp): string {
  mkdirSync(folder);
  for (const source of ['/usr/bin', '/bin', '/usr/sbin', '/sbin']) {
    for (const name of readdirSync(source).filter(one => !missing.test(one))) {
      try {
        symlinkSync(join(source, name), join(folder, name));
      } catch {
        // An earlier folder has it.
      }
    }
  }
  return folder;
}

for (const name of ['dash', 'bash', 'ash of BusyBox'].filter(shell => !(shell in SHELLS))) {
  process.stdout.write(`SKIPPED: the doctor in ${name}: not installed here\n`);
}

inNamespaces('the doctor', () => {
  const folder = temporaryFolder();
  const made = outputs({ path: '/etc/cdk-gcp/credential-config.json', grant: { role: 'roles/viewer' } });
  let visits: readonly Visit[];

  beforeAll(async () => {
    const withWget = programsWithout(join(folder.path, 'without-curl'), /^(?:curl|sha256sum)$/);
    const hasWget = spawnSync('wget', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU Wget') ?? false;
    if (!hasWget) process.stdout.write('SKIPPED: the doctor with GNU Wget: not installed here\n');
    const configs = readConfigs([made.aws]);
    const orders: Orders = {
      aws: made.aws,
      gcp: made.gcp,
      folder: join(folder.path, 'private'),
      script: doctorScript({ configs, roles: readRoles([made.gcp], configs) }),
      shells: { ...SHELLS, ...(hasWget && { 'sh with Wget and openssl': ['env', `PATH=${withWget}`, 'sh'] }) },
      machines: Object.keys(MACHINES),
    };
    const file = join(folder.path, 'orders.json');
    writeFileSync(file, JSON.stringify(orders));
    const program = [
      process.execPath,
      require.resolve('ts-node/dist/bin-transpile'),
      '--prefer-ts-exts',
      join(__dirname, 'inside.ts'),
      file,
    ];
    const { output, errors } = await run(namespaceCommand(orders.folder, program), {
      cwd: join(__dirname, '../../..'),
      environment: { PATH: process.env.PATH!, HOME: folder.path },
      timeoutMilliseconds: 900_000,
    });
    const result = JSON.parse(output === '' ? JSON.stringify({ error: errors }) : output) as Result;
    if (result.error !== undefined) throw new Error(result.error);
    ({ visits } = result);
  }, 1_000_000);
  afterAll(() => {
    folder.remove();
    made.remove();
  });

  describe.each(Object.keys(MACHINES))('on a machine: %s', name => {
    const of = () => visits.filter(({ machine }) => machine === name);
    const { cause } = MACHINES[name];

    test(cause === undefined ? 'names no cause' : `names the cause ${cause}`, () => {
      const expected = cause === undefined ? 'Google admits programs' : `cause    ${CAUSES[cause as CauseId].cause}`;
      for (const { shell, code, output } of of()) {
        expect({ shell, code, output }).toMatchObject({
          code: cause === undefined ? 0 : 1,
          output: expect.stringContaining(expected),
        });
      }
    });

    test('prints no secret, passes none as an argument, and is quick', () => {
      for (const { shell, output, errors, secrets, leaked, milliseconds } of of()) {
        expect({ shell, errors }).toMatchObject({ errors: '' });
        for (const secret of secrets) expect(output).not.toContain(secret);
        expect(leaked).toEqual([]);
        expect(output.length).toBeLessThan(24_000);
        expect(milliseconds).toBeLessThan(SECONDS_AT_MOST * 1000);
      }
    });
  });
});
