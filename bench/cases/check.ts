import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeAws } from './aws-synth';
import { synthesizeGcp } from './gcp-synth';
import { check } from '../../lib/proof';
import { Case, Measurement, measure } from '../measurement';

/** Synthesizes both sides of so many roles, unmeasured, then measures what reads them. */
async function withOutputs(size: number, read: (aws: string, gcp: string) => unknown): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const [aws, gcp] = [join(folder, 'aws'), join(folder, 'gcp')];
    synthesizeAws(size, aws);
    synthesizeGcp(size, gcp);
    return await measure(() => { read(aws, gcp); });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const checkRoles: Case = {
  name: 'check',
  sizes: [10, 100, 1000, 5000],
  quickSize: 100,
  variants: {
    'ours': async size => withOutputs(size, (aws, gcp) => {
      const { fits, workloads, findings } = check({ aws, gcp });
      if (!fits || workloads.length !== size) throw new Error(`the two sides do not fit: ${workloads.length} workloads, ${JSON.stringify(findings[0])}`);
    }),
    'floor, parsing the files': async size => withOutputs(size, (...folders) => {
      for (const folder of folders) {
        for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (file.endsWith('.json')) JSON.parse(readFileSync(join(folder, file), 'utf8'));
        }
      }
    }),
  },
  // What is wanted is a thousand roles within a second, and a ratio is all that holds on every machine.
  goal: { against: 'floor, parsing the files', ratio: 20, quick: 100 },
};
