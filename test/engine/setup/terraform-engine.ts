import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, commandIfAny } from './command';

/** A Terraform engine that works. */
export interface TerraformEngine {
  readonly program: string;
  /** Name and version. */
  readonly description: string;
}

const OPENTOFU = { module: 'github.com/opentofu/opentofu', version: 'v1.10.6' };

/** Keeps an engine from looking for newer versions of itself, and from the configuration of whoever runs it. */
export const QUIET = { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: '/dev/null' };

/** The engine that this tier runs. */
export async function terraformEngine(cache: string): Promise<TerraformEngine> {
  const named = process.env.TERRAFORM_ENGINE;
  for (const program of named ? [named] : ['terraform', 'tofu']) {
    const engine = await describe(program);
    if (engine) return engine;
    if (named) throw new Error(`TERRAFORM_ENGINE '${named}' does not work: name terraform or tofu, on the PATH or by its path`);
  }
  const built = join(cache, `tofu-${OPENTOFU.version}`);
  if (!existsSync(built)) await buildOpenTofu(cache, built);
  return (await describe(built))!;
}

async function describe(program: string): Promise<TerraformEngine | undefined> {
  const version = await commandIfAny([program, 'version'], { environment: QUIET });
  return version === undefined ? undefined : { program, description: version.split('\n')[0] };
}

/** `go install` refuses the module, since it replaces another: it is built in a copy. */
async function buildOpenTofu(cache: string, built: string): Promise<void> {
  if (await commandIfAny(['go', 'version']) === undefined) {
    throw new Error('no Terraform engine: install terraform or tofu, or Go to have OpenTofu built');
  }
  process.stdout.write(`builds OpenTofu ${OPENTOFU.version} into .cache/engine, once\n`);
  const folder = mkdtempSync(join(cache, 'opentofu-'));
  try {
    const module = JSON.parse(await command(['go', 'mod', 'download', '-json', `${OPENTOFU.module}@${OPENTOFU.version}`], { folder }));
    const copy = join(folder, 'source');
    mkdirSync(copy);
    cpSync(module.Dir, copy, { recursive: true });
    await command(['chmod', '-R', 'u+w', copy]);
    await command(['go', 'build', '-buildvcs=false', '-trimpath', '-ldflags=-s -w', '-o', join(folder, 'tofu'), './cmd/tofu'], { folder: copy });
    renameSync(join(folder, 'tofu'), built);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
