import { GcpTakeOver, GoogleSideOptions, validateOptions } from '../../google/options';
import { UsageError } from '../flags';

const flag = { type: 'boolean', default: false } as const;

/** The options of the Google side that every form of it takes. */
export const SIDE_FLAGS = {
  'enable-apis': flag,
  'no-enable-apis': flag,
  'existing-pool': flag,
  'existing-provider': flag,
  'take-over': { type: 'string', multiple: true },
  'restrict-aws-accounts': flag,
} as const;

/** The help for them. */
export const SIDE_HELP = `  --enable-apis, --no-enable-apis
                       whether to enable the APIs that a federation needs (default: unless the pool exists)
  --existing-pool      the pool exists and is managed elsewhere: create a provider in it
  --existing-provider  the pool and its provider exist and are managed elsewhere
  --take-over LIST     manage what exists from now on: pool, provider, service-accounts; with commas
  --restrict-aws-accounts
                       let an organization policy on the project allow pools to trust these AWS accounts only`;

/** The values of these options, as the parser gives them. */
export interface SideValues {
  readonly 'enable-apis': boolean;
  readonly 'no-enable-apis': boolean;
  readonly 'existing-pool': boolean;
  readonly 'existing-provider': boolean;
  readonly 'take-over'?: readonly string[];
  readonly 'restrict-aws-accounts': boolean;
}

/** The words of `--take-over`, and the property that each of them stands for. */
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

/** Returns the options of the Google side. */
export function sideOptions(values: SideValues): GoogleSideOptions {
  if (values['enable-apis'] && values['no-enable-apis']) throw new UsageError('--enable-apis contradicts --no-enable-apis: leave one of the two out');
  return {
    enableApis: values['enable-apis'] || (values['no-enable-apis'] ? false : undefined),
    existingPool: values['existing-pool'] || undefined,
    existingProvider: values['existing-provider'],
    takeOver: takeOver(values['take-over'] ?? []),
    restrictAwsAccounts: values['restrict-aws-accounts'],
  };
}

/** Requires options that do not contradict each other. Refusals name them as the command line does. */
export function requireValidOptions(options: GoogleSideOptions, validateFurther: () => void = () => undefined): void {
  try {
    validateOptions(options);
    validateFurther();
  } catch (error) {
    const names = new RegExp(`\\b(?:${Object.keys(SPELLING).join('|')})\\b(?: true)?`, 'g');
    throw new Error((error as Error).message.replace(names, name => SPELLING[name.replace(/ true$/, '')]));
  }
}

function takeOver(lists: readonly string[]): GcpTakeOver {
  return Object.fromEntries(lists.flatMap(list => list.split(',')).map(word => {
    if (!Object.hasOwn(TAKE_OVER, word)) {
      throw new UsageError(`--take-over '${word}' is unknown: pass ${Object.keys(TAKE_OVER).join(', ')}, or several with commas between them`);
    }
    return [TAKE_OVER[word], true];
  }));
}
