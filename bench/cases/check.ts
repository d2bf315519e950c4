import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeAws } from './aws-synth';
import { synthesizeGcp } from './gcp-synth';
import { manyRoles } from '../../test/proof/check/many-roles';
import { ROOT } from '../library';
import { Case, Measurement, measureProcess } from '../measurement';

const COMMAND = [join(ROOT, 'build', 'command', 'main.js'), 'check', '--json'];
const ROLES_PER_POOL = 30;

/** The least that a reader does with the two outputs. */
const FLOOR = `
  const { readdirSync, readFileSync } = require('node:fs');
  for (const folder of [process.argv[2], process.argv[4]]) {
    for (const file of readdirSync(folder, { recursive: true })) if (file.endsWith('.json')) JSON.parse(readFileSync(folder + '/' + file, 'utf8'));
  }
`;

/** Makes a process tell at its end how much memory it took. */
const TELL_MEMORY = 'data:text/javascript,process.on(\'exit\', () => console.error(\'kilobytes\', process.resourceUsage().maxRSS))';

/** Measures a process that reads both outputs, from its start to its end. */
async function read(args: readonly string[], aws: string, gcp: string): Promise<Measurement> {
  let megabytes = 0;
  const measured = await measureProcess(() => {
    const { status, stderr } = spawnSync(process.execPath, [`--import=${TELL_MEMORY}`, ...args, '--aws', aws, '--gcp', gcp], {
      encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`the two sides do not match: ${stderr}`);
    megabytes = Number(/kilobytes (\d+)/.exec(stderr)![1]) / 1024;
  });
  return { ...measured, megabytes };
}

/** What this library makes of so many roles, each in a pool of its own. */
async function synthesized(size: number, args: readonly string[]): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const [aws, gcp] = [join(folder, 'aws'), join(folder, 'gcp')];
    synthesizeAws(size, aws);
    synthesizeGcp(size, gcp);
    return await read(args, aws, gcp);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function sharingPools(size: number): Promise<Measurement> {
  const { aws, gcp, remove } = manyRoles(size, ROLES_PER_POOL);
  try {
    return await read(COMMAND, aws, gcp);
  } finally {
    remove();
  }
}

export const checkRoles: Case = {
  name: 'check, the command, of roles that have a pool each',
  sizes: [10, 100, 1000, 5000],
  quickSize: 100,
  variants: {
    'ours': async size => synthesized(size, COMMAND),
    'ours, 30 roles in a pool': sharingPools,
    'floor, parsing the files': async size => synthesized(size, ['-e', FLOOR, '--']),
  },
  // What is wanted is a thousand roles within a second, and a ratio is all that holds on every machine.
  goal: { against: 'floor, parsing the files', ratio: 10, quick: 12 },
};
