import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigurationGenerator } from './hcl-configurations';
import { runTerraform } from './terraform-run';
import { jsonOfValue } from '../../lib/proof/inputs/hcl/functions/json';
import { readTerraformDocuments } from '../../lib/proof/inputs/terraform';
import { TerraformValues } from '../../lib/proof/inputs/terraform/terraform-values';
import { temporaryFolder } from '../proof/temporary-folder';

const CONFIGURATIONS = 200;

interface PlannedModule {
  readonly resources?: readonly { readonly address: string; readonly values: { readonly input?: unknown } }[];
  readonly child_modules?: readonly PlannedModule[];
}

/** What the engine plans, by address. */
async function planned(folder: string): Promise<Record<string, unknown>> {
  for (const args of [['init', '-input=false'], ['plan', '-input=false', '-out=plan.out']]) {
    const run = await runTerraform(folder, [...args, '-no-color']);
    if (run.status !== 0) throw new Error(`'${args.join(' ')}' ended with ${run.status}: ${run.text}`);
  }
  const { output } = await runTerraform(folder, ['show', '-json', 'plan.out']);
  const { planned_values: { root_module: root } } = JSON.parse(output) as { planned_values: { root_module: PlannedModule } };
  const inputs = (module: PlannedModule): [string, unknown][] => [
    ...(module.resources ?? []).map(({ address, values: { input } }) => [address, input ?? null] as [string, unknown]),
    ...(module.child_modules ?? []).flatMap(inputs),
  ];
  return Object.fromEntries(inputs(root));
}

/** What the reader finds in the same folder. */
function read(folder: string): Record<string, unknown> {
  const [document] = readTerraformDocuments(folder);
  return Object.fromEntries(new TerraformValues(document).resources.map(resource => [
    resource.address, jsonOfValue(resource.get('input') ?? null, ({ source, reason }) => `not known: ${source}, ${reason}`),
  ]));
}

test(`what the engine plans of ${CONFIGURATIONS} configurations is what the reader finds`, async () => {
  for (let seed = 0; seed < CONFIGURATIONS; seed++) {
    const made = temporaryFolder({});
    try {
      for (const [name, text] of Object.entries(new ConfigurationGenerator(seed * 7919 + 1).files())) {
        mkdirSync(dirname(join(made.path, name)), { recursive: true });
        writeFileSync(join(made.path, name), text);
      }
      expect({ seed, ...read(made.path) }).toEqual({ seed, ...await planned(made.path) });
    } finally {
      made.remove();
    }
  }
});
