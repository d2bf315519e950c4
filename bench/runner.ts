import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { ROOT } from './library';
import { Case, Measurement } from './measurement';

/** What a case measures, as the process that knows it tells. */
export interface CaseDescription extends Omit<Case, 'variants'> {
  readonly variants: readonly string[];
}

/** All runs of one variant at one size, in the order in which they were made. */
export interface Series {
  readonly variant: string;
  readonly size: number;
  readonly runs: readonly Measurement[];
}

/**
 * Measures each run in a process of its own, in plain Node.js: ts-node would put its price on every stack trace.
 */
export class Runner {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-runner-'));

  constructor() {
    // The clients of the rehearsal ask for ts-node only where they run from source.
    buildSync({
      entryPoints: [join(__dirname, 'child.ts')], outdir: this.folder, bundle: true, platform: 'node', target: 'node20', packages: 'external', logLevel: 'warning',
    });
  }

  public async describe(id: string): Promise<CaseDescription> {
    return await this.child(id) as CaseDescription;
  }

  /** Runs the variants in turns, so that what else the machine does meets all of them alike. */
  public async measure(id: string, variants: readonly string[], size: number, runs: number): Promise<Series[]> {
    const measured = variants.map(variant => ({ variant, size, runs: [] as Measurement[] }));
    for (let run = 0; run < runs; run++) {
      for (const series of measured) {
        const measurement = await this.child(id, series.variant, String(size)) as Measurement | null;
        if (measurement) series.runs.push(measurement);
      }
    }
    return measured.filter(series => series.runs.length > 0);
  }

  public close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async child(...args: string[]): Promise<unknown> {
    const modules = [join(ROOT, 'node_modules'), process.env.NODE_PATH].filter(Boolean).join(delimiter);
    const { stdout } = await promisify(execFile)(process.execPath, [join(this.folder, 'child.js'), ...args], {
      // The validator of CDK's own would hide everything else.
      env: { ...process.env, NODE_PATH: modules, BENCH_ROOT: ROOT, CDK_VALIDATION: 'false', CHECKPOINT_DISABLE: '1' },
    });
    return JSON.parse(stdout.trim().split('\n').pop()!);
  }
}
