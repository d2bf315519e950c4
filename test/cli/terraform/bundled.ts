import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PLAIN_CDKTF_ALIAS } from '../../../tools/plain-cdktf-alias';

const ROOT = join(__dirname, '../../..');

export interface Bundled<T> {
  readonly module: T;
  /** Everything that went into it, relative to the checkout. */
  readonly inputs: readonly string[];
}

/** A module of lib/ as the bundled command has it, without CDKTF. */
export function bundled<T extends object>(source: string): Bundled<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bundled-'));
  try {
    const outfile = join(folder, 'bundle.js');
    const { metafile } = buildSync({
      entryPoints: [join(ROOT, source)],
      outfile,
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      metafile: true,
      alias: PLAIN_CDKTF_ALIAS,
      absWorkingDir: ROOT,
      logLevel: 'silent',
    });
    return { module: jest.requireActual<T>(outfile), inputs: Object.keys(metafile.inputs) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
