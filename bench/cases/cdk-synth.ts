import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inFolder } from './federations';
import { ROOT } from '../library';
import { Case, measureProcess, Measurement } from '../measurement';

/** The command as users run it, in a process of its own, with TypeScript transpiled on the way. */
async function synth(app: string): Promise<Measurement> {
  return measureProcess(() => inFolder(outdir => {
    const { status, stderr } = spawnSync(process.execPath, [
      join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--output', outdir,
      '--app', `${process.execPath} ${join(ROOT, 'node_modules/ts-node/dist/bin-transpile.js')} --prefer-ts-exts ${app}`,
    ], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' } });
    if (status !== 0) throw new Error(stderr);
  }));
}

export const cdkSynth: Case = {
  name: 'cdk synth of the example',
  sizes: [1],
  variants: {
    'ours': async () => synth('bench/apps/with-federation.ts'),
    'without the federation': async () => synth('bench/apps/without-federation.ts'),
  },
};
