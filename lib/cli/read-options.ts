import { UsageError } from './flags';
import { ReadOptions } from '../proof/inputs/reading';

/** Flags for values that no output holds, for `parseFlags`. */
export const READ_FLAGS = {
  'var': { type: 'string', multiple: true, default: [] as string[] },
  'var-file': { type: 'string', multiple: true, default: [] as string[] },
  'engine': { type: 'string' },
  'parameter': { type: 'string', multiple: true, default: [] as string[] },
  'account': { type: 'string' },
  'region': { type: 'string' },
  'stack-name': { type: 'string' },
} as const;

export const READ_FLAGS_HELP = `  --var NAME=VALUE        value of a variable of Terraform; may be repeated
  --var-file FILE         file of such values (*.tfvars, *.tfvars.json); may be repeated
  --engine ENGINE         terraform or tofu: which of them reads the folders (default: both, if they differ)
  --parameter NAME=VALUE  value of a parameter of CloudFormation; may be repeated
  --account ACCOUNT       AWS account of inputs that name none, 12 digits
  --region REGION         AWS region of inputs that name none
  --stack-name NAME       name of the stack of a template outside of a cloud assembly
`;

interface ReadFlags {
  readonly 'var'?: readonly string[];
  readonly 'var-file'?: readonly string[];
  readonly 'engine'?: string;
  readonly 'parameter'?: readonly string[];
  readonly 'account'?: string;
  readonly 'region'?: string;
  readonly 'stack-name'?: string;
}

/** What the flags say, for the readers. Throws `UsageError`. */
export function readOptionsOf(flags: ReadFlags): ReadOptions {
  const { engine, account, region, 'stack-name': stackName, 'var-file': variableFiles = [] } = flags;
  if (engine !== undefined && engine !== 'terraform' && engine !== 'tofu') {
    throw new UsageError(`--engine '${engine}' is unknown: pass 'terraform' or 'tofu'`);
  }
  if (account !== undefined && !/^\d{12}$/.test(account)) throw new UsageError(`--account '${account}' is not an AWS account: pass 12 digits`);
  return {
    variables: namedValues('--var', flags.var ?? []),
    variableFiles: [...variableFiles],
    parameters: namedValues('--parameter', flags.parameter ?? []),
    ...engine !== undefined && { engine },
    ...account !== undefined && { account },
    ...region !== undefined && { region },
    ...stackName !== undefined && { stackName },
  };
}

function namedValues(flag: string, written: readonly string[]): Record<string, string> {
  return Object.fromEntries(written.map(one => {
    const at = one.indexOf('=');
    if (at < 1) throw new UsageError(`${flag} '${one}' has no value: pass ${flag} NAME=VALUE`);
    return [one.slice(0, at), one.slice(at + 1)];
  }));
}
