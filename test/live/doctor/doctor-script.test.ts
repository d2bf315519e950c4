import { spawnSync } from 'node:child_process';
import { SHELLS } from './shell-parts';
import { doctorScript } from '../../../lib/live/doctor/doctor-script';
import { packScript } from '../../../lib/live/doctor/send-script';
import { temporaryFolder } from '../../proof/temporary-folder';

const SCRIPT = doctorScript({
  configs: [{ audience: '//iam.googleapis.com/x', serviceAccount: "it's@my-gcp-project.iam.gserviceaccount.com" }],
  roles: [{ audience: '//iam.googleapis.com/x', account: '111122223333', roleName: 'gcs-reader' }],
});

test.each(Object.entries(SHELLS))('is read by %s', (_, [shell, ...args]) => {
  expect(spawnSync(shell, [...args, '-n'], { input: SCRIPT, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('describes each cause that it names, and no other', () => {
  const named = [...SCRIPT.matchAll(/(?:\bfail (?:'[^']*'|"[^"]*"|[^'"\s]+) |\bid=)([a-z][a-z0-9-]+)/g)].map(
    ([, id]) => id,
  );
  const described = [.../^describe_cause[^]*?^}/m.exec(SCRIPT)![0].matchAll(/^ {4}([a-z0-9-]+)\)$/gm)].map(
    ([, id]) => id,
  );
  expect(named.length).toBeGreaterThan(40);
  expect(new Set(described)).toEqual(new Set(named));
});

test('says of a shell without programs what is missing', () => {
  const folder = temporaryFolder();
  try {
    const { status, stdout } = spawnSync('/bin/sh', ['-c', `PATH=${folder.path}; set --; ${SCRIPT}`], {
      encoding: 'utf8',
      env: {},
    });
    expect({ status, stdout }).toMatchObject({ status: 2 });
  } finally {
    folder.remove();
  }
});

test.each([
  [['--bucket'], '--bucket has no value'],
  [['--dataset', 'x'], "--dataset takes PROJECT.DATASET, not 'x'"],
  [['--verbose'], "argument '--verbose' is unknown"],
])('refuses %j', (args, message) => {
  const { status, stderr } = spawnSync('sh', ['-s', '--', ...args], { input: SCRIPT, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test('runs from the standard input of a shell, and packed into one command, in the same way', () => {
  const environment = { PATH: process.env.PATH };
  const piped = spawnSync('sh', ['-s', '--', '--json'], { input: SCRIPT, encoding: 'utf8', env: environment });
  const packed = spawnSync('sh', ['-c', packScript(SCRIPT, ['--json'])], { encoding: 'utf8', env: environment });
  expect(JSON.parse(piped.stdout)).toMatchObject({
    doctor: 1,
    admitted: 'no',
    cause: { id: expect.any(String), fix: expect.any(String) },
  });
  expect(packed.stdout.replace(/"seconds": \d+/, '')).toBe(piped.stdout.replace(/"seconds": \d+/, ''));
  expect(packed.status).toBe(1);
});

test('fits what Systems Manager takes as the parameter of a command', () => {
  expect(packScript(SCRIPT, ['--service', 'my-service', '--json']).length).toBeLessThan(40_000);
});
