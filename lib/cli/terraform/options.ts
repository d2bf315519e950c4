import { TerraformOptions } from './configuration';
import { pageAddress } from '../../errors/documentation';
import { GcpTakeOver, validateOptions } from '../../google/options';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, validateGoogleProviderVersion } from '../../google/terraform/google-provider-version';
import { parseFlags, UsageError } from '../flags';

/** What the command was asked to do. */
export interface TerraformCommandLine {
  readonly files: readonly string[];
  /** A folder, or `-` for the standard output. */
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
  readonly configuration: TerraformOptions;
}

/** What `--take-over` takes, and the property that each of it stands for. */
const TAKE_OVER: Readonly<Record<string, keyof GcpTakeOver>> = { 'pool': 'pool', 'provider': 'provider', 'service-accounts': 'serviceAccounts' };

/** How the command line spells the options that refusals name. */
const SPELLING: Readonly<Record<string, string>> = {
  'takeOver.provider': '--take-over provider',
  'takeOver.pool': '--take-over pool',
  'takeOver': '--take-over',
  'googleProviderVersion': '--google-provider-version',
  'existingProvider': '--existing-provider',
  'existingPool': '--existing-pool',
  'deletionProtection': '--deletion-protection',
  'forget': '--forget',
};

export const TERRAFORM_HELP = `Usage: cdk-gcp-federation terraform FILE... --out DIR [options]

Writes the Google side of federations as plain Terraform JSON, for Terraform and OpenTofu, with no CDKTF installed.

  FILE                 a role: the JSON file that GcpFederatedRole.fromJsonFile reads on the AWS side. Roles with the
                       same pool share it; every AWS account needs a pool of its own. - reads the standard input

Output:
  --out DIR            folder in which cdk-gcp-federation.tf.json is written, or - for the standard output. The backend
                       is yours: put it into another file of that folder
  --force              overwrite cdk-gcp-federation.tf.json even if this command did not write it
  --module             leave the provider block out: another configuration calls DIR as a module
  --json               report what was written as JSON
  --help               show this text

Google side, for all pools:
  --google-provider-version CONSTRAINT
                       version constraint of the provider hashicorp/google (default: '${DEFAULT_GOOGLE_PROVIDER_VERSION}')
  --enable-apis, --no-enable-apis
                       whether to enable the APIs that a federation needs (default: unless the pool exists)
  --existing-pool      the pool exists and is managed elsewhere: create a provider in it
  --existing-provider  the pool and its provider exist and are managed elsewhere
  --take-over WHAT     import what exists and manage it from now on: pool, provider, service-accounts; with commas
  --deletion-protection
                       let Terraform refuse plans that would destroy a pool, a provider or a service account
  --forget             let Terraform forget all that it manages here, and leave it standing
  --audit-logs         write Data Access audit logs for STS and IAM; authoritative for these two services
  --restrict-aws-accounts
                       let an organization policy on the project allow pools to trust these AWS accounts only

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
      'enable-apis': flag,
      'no-enable-apis': flag,
      'existing-pool': flag,
      'existing-provider': flag,
      'take-over': { type: 'string', multiple: true },
      'deletion-protection': flag,
      'forget': flag,
      'audit-logs': flag,
      'restrict-aws-accounts': flag,
    },
  });
  if (values.help) return undefined;
  const { out, force, json } = values;
  if (files.length === 0) throw new UsageError('no file was given: pass the JSON file of each role, as in terraform federation.json --out gcp');
  if (out === undefined || out === '') throw new UsageError('no --out was given: pass a folder, or - for the standard output');
  if (out === '-' && json) throw new UsageError('--json reports on a file that was written: leave it out, since --out - prints JSON itself');
  if (values['enable-apis'] && values['no-enable-apis']) throw new UsageError('--enable-apis contradicts --no-enable-apis: leave one of the two out');

  const configuration: TerraformOptions = {
    googleProviderVersion: values['google-provider-version'],
    module: values.module,
    enableApis: values['enable-apis'] || (values['no-enable-apis'] ? false : undefined),
    existingPool: values['existing-pool'] || undefined,
    existingProvider: values['existing-provider'],
    takeOver: takeOver(values['take-over'] ?? []),
    deletionProtection: values['deletion-protection'],
    forget: values.forget,
    auditLogs: values['audit-logs'],
    restrictAwsAccounts: values['restrict-aws-accounts'],
  };
  validate(configuration);
  return { files, out, force, json, configuration };
}

function takeOver(lists: readonly string[]): GcpTakeOver {
  return Object.fromEntries(lists.flatMap(list => list.split(',')).map(what => {
    if (!Object.hasOwn(TAKE_OVER, what)) throw new UsageError(`--take-over '${what}' is unknown: pass ${Object.keys(TAKE_OVER).join(', ')}, or several with commas between them`);
    return [TAKE_OVER[what], true];
  }));
}

/** Refusals of the constructs name the options as properties. */
function validate(options: TerraformOptions): void {
  try {
    validateOptions(options);
    if (options.googleProviderVersion !== undefined) validateGoogleProviderVersion(options.googleProviderVersion);
  } catch (error) {
    const names = new RegExp(`\\b(?:${Object.keys(SPELLING).join('|')})\\b(?: true)?`, 'g');
    throw new Error((error as Error).message.replace(names, name => SPELLING[name.replace(/ true$/, '')]));
  }
}
