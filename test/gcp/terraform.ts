import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Block, Synthesized } from './synthesized';

const ENVIRONMENT = { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: '' };

const TERRAFORM = spawnSync('terraform', ['version'], { env: ENVIRONMENT }).status === 0;

/** Runs where the real Terraform is on the PATH, and says so where it is not. */
export function describeWithTerraform(name: string, tests: () => void): void {
  if (!TERRAFORM) console.warn(`NOT RUN, because terraform is not on the PATH: ${name}`);
  (TERRAFORM ? describe : describe.skip)(name, tests);
}

export interface TerraformRun {
  readonly status: number | null;
  readonly text: string;
}

/** Puts another configuration in the place of the one before, over the same state. */
export type Reconfigure = (configuration: object) => void;

/** Runs Terraform on a configuration that needs no provider from a registry. */
export function withTerraform<T>(configuration: object, use: (terraform: (...args: string[]) => TerraformRun, reconfigure: Reconfigure) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'gcp-federation-terraform-'));
  const write: Reconfigure = content => writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(content));
  try {
    write(configuration);
    return use((...args) => {
      const run = spawnSync('terraform', args, { cwd: directory, env: ENVIRONMENT, encoding: 'utf8', maxBuffer: 1e8 });
      return { status: run.status, text: `${run.stdout}${run.stderr}` };
    }, write);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The message of an error or a warning, without the frame that Terraform draws around it and the lines that it breaks. */
export function unframed(text: string): string {
  return text.replace(/\s*[│╷╵]?\s+/g, ' ');
}

/**
 * The same configuration with Terraform's built-in `terraform_data` in place of every Google resource: addresses,
 * templates, dependencies, lifecycles and outputs stay, so that Terraform itself can judge them without a provider.
 *
 * @param poolName what Google would call the pool
 */
export function withoutGoogle(synthesized: Synthesized, poolName: string): object {
  const entries = Object.entries(synthesized.resource).flatMap(([type, named]) => Object.entries(named).map(([name, block]) => {
    const { depends_on: dependsOn, lifecycle, ['//']: _, ...input } = block;
    const simulated: Block = { depends_on: (dependsOn ?? []).map(builtInAddress), input };
    if (lifecycle) simulated.lifecycle = JSON.parse(JSON.stringify(lifecycle).replaceAll('self.name', 'self.output.name'));
    if (type === 'google_iam_workload_identity_pool') simulated.input.name = poolName;
    return [builtInName(`${type}.${name}`), simulated];
  }));
  return { resource: { terraform_data: Object.fromEntries(entries) }, output: synthesized.output };
}

export function builtInAddress(address: string): string {
  return `terraform_data.${builtInName(address)}`;
}

function builtInName(address: string): string {
  return address.replace('.', '__');
}
