import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { googleProviderMirror } from './google-provider';
import { terraformEngine } from './terraform-engine';
import { makeTemporaryFolder } from '../../temporary-folder';

/** Where this tier keeps what it installs; git ignores it. */
const CACHE = resolve(__dirname, '../../../.cache/engine');

/**
 * Before all suites of this tier, which runs what is synthesized in a real Terraform engine with the real Google provider,
 * against stand-ins of Google's APIs:
 *
 * 1. The engine: `terraform` or `tofu` on the PATH, or what `TERRAFORM_ENGINE` names. Where there is none, OpenTofu is
 *    built from its Go module, which takes Go, some minutes and 2 GB.
 * 2. The provider, in the version that the prebuilt package is generated from, or in `GOOGLE_PROVIDER_VERSION`: from
 *    `GOOGLE_PROVIDER`, which names its executable or a folder that holds it somewhere, such as a plugin cache, a
 *    filesystem mirror or the `.terraform` of an initialized configuration. Where that is not set, the engine gets it from
 *    its registry, once.
 *
 * From then on no engine reaches anything but the mirror and the stand-ins. This tier skips nothing: it fails where one
 * of the two is missing, and says how to get it.
 */
export default async function prepare(): Promise<void> {
  makeTemporaryFolder();
  mkdirSync(CACHE, { recursive: true });
  const engine = await terraformEngine(CACHE);
  const { mirror, version } = await googleProviderMirror(CACHE, engine);
  const configuration = `${mirror}.rc`;
  writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  process.env.ENGINE_TIER_PROGRAM = engine.program;
  process.env.ENGINE_TIER_CONFIGURATION = configuration;
  process.stdout.write(`${engine.description} with hashicorp/google ${version}\n`);
}
