import { join } from 'node:path';

const PLAIN_CDKTF = join(__dirname, '..', 'lib', 'cli', 'terraform', 'plain-cdktf', 'index.ts');

/** The modules of the prebuilt Google provider that lib/gcp uses. */
const PREBUILT = ['provider', 'iam-workload-identity-pool', 'iam-workload-identity-pool-provider', 'project-service', 'service-account'];

/** For esbuild: lets lib/gcp write Terraform without CDKTF and the prebuilt Google provider, which the command has no room for. */
export const PLAIN_CDKTF_ALIAS: Readonly<Record<string, string>> = Object.fromEntries(
  ['cdktf', ...PREBUILT.map(module => `@cdktf/provider-google/lib/${module}`)].map(module => [module, PLAIN_CDKTF]),
);
