import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, TerraformStack } from 'cdktf';
import { GcpFederationProps } from '../../lib/gcp';

export const PROPS: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
};

export const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool';
export const ROLE_ARN = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';
export const PRINCIPAL_SET = `principalSet://iam.googleapis.com/${POOL}/attribute.aws_role/${ROLE_ARN}`;
export const EMAIL = 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com';

/** One block of Terraform JSON, with what its construct says about itself left out. */
export type Block = Record<string, any>;

export interface Synthesized {
  readonly terraform: Block;
  readonly provider: Block;
  readonly output: Record<string, Block>;
  readonly resource: Record<string, Record<string, Block>>;
  readonly data?: Record<string, Record<string, Block>>;
  readonly check?: Record<string, Block>;
  readonly import?: Block[];
  readonly removed?: Block[];
}

const outdirs: string[] = [];
afterAll(() => outdirs.forEach(outdir => rmSync(outdir, { recursive: true })));

/** A CDKTF app that writes to a directory of its own. */
export function newApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'gcp-federation-'));
  outdirs.push(outdir);
  return new App({ outdir });
}

/** The Terraform JSON of a stack, as `App.synth` would write it. */
export function synthesize(stack: TerraformStack): Synthesized {
  stack.prepareStack();
  return JSON.parse(JSON.stringify(stack.toTerraform()));
}

/** All resources of a type, without their address. */
export function resources(synthesized: Synthesized, type: string): Block[] {
  return Object.values(synthesized.resource[type] ?? {});
}

/** The one resource of a type. */
export function onlyResource(synthesized: Synthesized, type: string): Block {
  const all = resources(synthesized, type);
  expect(all).toHaveLength(1);
  return all[0];
}

/** Addresses of all resources, in alphabetical order. */
export function addresses(synthesized: Synthesized): string[] {
  return Object.entries(synthesized.resource).flatMap(([type, named]) => Object.keys(named).map(name => `${type}.${name}`)).sort();
}
