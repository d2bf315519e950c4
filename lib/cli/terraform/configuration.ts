import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { TerraformStack } from 'cdktf';
import { RootConstruct } from 'constructs';
import { AnyFederationProps } from '../../federation/party';
import { GcpFederation } from '../../gcp/gcp-federation';
import { GcpFederationOptions } from '../../gcp/gcp-federation-props';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, requireGoogleProvider } from '../../gcp/google-provider-version';

/** What holds for a whole configuration. */
export interface ConfigurationOptions extends GcpFederationOptions {
  /** Terraform version constraint for the provider. @default - that of GcpFederationStack */
  readonly googleProviderVersion?: string;
  /** Whether another configuration calls this one as a module, and configures the provider. @default false */
  readonly module?: boolean;
}

/** A Terraform configuration, and what there is to say about it. */
export interface Configuration {
  /** Terraform JSON. Equal for equal input. */
  readonly text: string;
  readonly pools: number;
  readonly resources: number;
  readonly warnings: readonly string[];
}

/** How a file begins that this command wrote. */
export const PROVENANCE = 'Written by cdk-gcp-federation';

const COMMENT = `${PROVENANCE}: change the federation files and run the command again, not this file.`;

/**
 * The Google side of federations in plain Terraform JSON, without a backend.
 *
 * Every pool stands under its own id, whether or not it is the only one: a pool whose address changed would be destroyed,
 * and could not be created again under its id for 30 days.
 */
export function terraformConfiguration(federations: readonly AnyFederationProps[], options: ConfigurationOptions = {}): Configuration {
  const { googleProviderVersion = DEFAULT_GOOGLE_PROVIDER_VERSION, module, ...shared } = options;
  const stack = new TerraformStack(new RootConstruct(), 'gcp');
  requireGoogleProvider(stack, googleProviderVersion);
  const pools = GcpFederation.forAccounts(stack, [...federations], shared);
  if (!module) new GoogleProvider(stack, 'Provider', { project: onlyProject(federations) });

  const { '//': _, ...written } = plain(JSON.parse(JSON.stringify(stack.toTerraform()))) as Written;
  return {
    text: `${JSON.stringify({ '//': COMMENT, ...written }, null, 2)}\n`,
    pools: pools.length,
    resources: Object.values(written.resource ?? {}).reduce((count, named) => count + Object.keys(named).length, 0),
    warnings: warningsIn(stack),
  };
}

/** Each once: what concerns a pool is noted for every role. */
function warningsIn(stack: TerraformStack): string[] {
  const notes = stack.node.findAll().flatMap(({ node }) => node.metadata);
  return [...new Set(notes.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => String(data)))];
}

interface Written {
  readonly [block: string]: unknown;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every resource names its project: the provider's is for people who read the file, and only where it is unambiguous. */
function onlyProject(federations: readonly AnyFederationProps[]): string | undefined {
  const [first, ...others] = new Set(federations.map(({ gcpProjectId }) => gcpProjectId));
  return others.length === 0 ? first : undefined;
}

/** The same JSON with its keys in alphabetical order, and without what CDKTF notes about constructs. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '//').sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([name, child]) => [name, plain(child)]));
}
