import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { GcpFederationProps } from '../../lib/gcp';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, googleProviderRequirement } from '../../lib/google/terraform/google-provider-version';

export const PROPS: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
};

const folders: string[] = [];
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone after the tests. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gcp-federation-engine-'));
  folders.push(folder);
  return folder;
}

/** A stack of the user's own, which takes the provider in the same versions as ours, and keeps its state in its own folder. */
export function ownStack(app: App): TerraformStack {
  const stack = new TerraformStack(app, 'gcp');
  new GoogleProvider(stack, 'google', { project: PROPS.gcpProjectId });
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  stack.addOverride('terraform.required_providers.google', googleProviderRequirement(DEFAULT_GOOGLE_PROVIDER_VERSION));
  return stack;
}

/** Synthesizes an app, and names the folders of its stacks: what the engine is to run, byte for byte. */
export function synthesized(build: (app: App) => void, outdir = newFolder()): string[] {
  const app = new App({ outdir });
  build(app);
  app.synth();
  const stacks = join(outdir, 'stacks');
  return readdirSync(stacks).sort().map(name => join(stacks, name));
}
