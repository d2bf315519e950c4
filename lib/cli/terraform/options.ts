import { TerraformOptions } from './configuration';
import { requireValidOptions, SIDE_FLAGS, SIDE_HELP, sideOptions } from './side-options';
import { pageAddress } from '../../errors/documentation';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, validateGoogleProviderVersion } from '../../google/terraform/google-provider-version';
import { parseFlags, UsageError } from '../flags';

/** What the command was asked to do. */
export interface TerraformCommandLine {
  readonly files: readonly string[];
  /** A folder, or `-` for the standard output. */
  readonly out: string;
  readonly format: Format;
  readonly force: boolean;
  readonly json: boolean;
  readonly configuration: TerraformOptions;
}

/** The languages of Terraform. */
export type Format = 'json' | 'hcl';

export const TERRAFORM_HELP = `Usage: cdk-gcp-federation terraform FILE... --out DIR [options]

Writes the Google side of federations as plain Terraform, for Terraform and OpenTofu, with no CDKTF installed.

  FILE                 a role: the JSON file that GcpFederatedRole.fromJsonFile reads on the AWS side, or a module that
                       exports descriptions, such as federation.ts. Roles with the same pool share it; every AWS
                       account needs a pool of its own. - reads JSON from the standard input

Output:
  --out DIR            folder in which cdk-gcp-federation.tf.json is written, or - for the standard output. The backend
                       is yours: put it into another file of that folder
  --format FORMAT      json, for programs, or hcl, for people: cdk-gcp-federation.tf (default: json)
  --force              overwrite cdk-gcp-federation.tf.json even if this command did not write it
  --module             leave the provider block out: another configuration calls DIR as a module
  --json               report what was written as JSON
  --help               show this text

Google side, for all pools:
  --google-provider-version CONSTRAINT
                       version constraint of the provider hashicorp/google (default: '${DEFAULT_GOOGLE_PROVIDER_VERSION}')
${SIDE_HELP}
  --deletion-protection
                       let Terraform refuse plans that would destroy a pool, a provider or a service account
  --forget             let Terraform forget all that it manages here, and leave it standing
  --audit-logs         write Data Access audit logs for STS and IAM; authoritative for these two services

Examples:
  npx cdk-gcp-federation terraform federation.json --out gcp
  npx cdk-gcp-federation terraform federations/*.json --out gcp --module
  npx cdk-gcp-federation terraform - --out - < federation.json | jq .resource

Exit codes:
  0  written
  2  the input could not be read, or contradicts itself; nothing was written

Documentation: ${pageAddress('terraform.md')}
`;

/** Reads the arguments behind `terraform`; nothing where they ask for help. */
export function parseTerraformCommandLine(args: readonly string[]): TerraformCommandLine | undefined {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals: files } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      'out': { type: 'string' },
      'force': flag,
      'module': flag,
      'json': flag,
      'help': { ...flag, short: 'h' },
      'google-provider-version': { type: 'string' },
      'format': { type: 'string', default: 'json' },
      'deletion-protection': flag,
      'forget': flag,
      'audit-logs': flag,
      ...SIDE_FLAGS,
    },
  });
  if (values.help) return undefined;
  const { out, force, json, format } = values;
  if (files.length === 0) throw new UsageError('no file was given: pass the JSON file of each role, as in terraform federation.json --out gcp');
  if (out === undefined || out === '') throw new UsageError('no --out was given: pass a folder, or - for the standard output');
  if (out === '-' && json) throw new UsageError('--json reports on a file that was written: leave it out, since --out - prints JSON itself');
  if (!isFormat(format)) throw new UsageError(`--format '${format}' is unknown: pass json or hcl`);

  const configuration: TerraformOptions = {
    googleProviderVersion: values['google-provider-version'],
    module: values.module,
    ...sideOptions(values),
    deletionProtection: values['deletion-protection'],
    forget: values.forget,
    auditLogs: values['audit-logs'],
  };
  const { googleProviderVersion } = configuration;
  requireValidOptions(configuration, () => { if (googleProviderVersion !== undefined) validateGoogleProviderVersion(googleProviderVersion); });
  return { files, out, format, force, json, configuration };
}

function isFormat(format: string): format is Format {
  return format === 'json' || format === 'hcl';
}
