import { AnyFederationProps } from '../../federation/party';
import { googleSide } from '../../google/google-side';
import { GoogleSideOptions } from '../../google/options';
import { ConfigurationOptions, terraformJson } from '../../google/terraform/terraform-json';

export type TerraformOptions = GoogleSideOptions & ConfigurationOptions;

/** A Terraform configuration, and what there is to say about it. */
export interface Configuration {
  /** Terraform JSON. Equal for equal input. */
  readonly text: string;
  readonly pools: number;
  readonly resources: number;
  readonly warnings: readonly string[];
}

/** The text with which a file begins that this command wrote. */
export const PROVENANCE = 'Written by cdk-gcp-federation';

const COMMENT = `${PROVENANCE}: change the federation files and run the command again, not this file.`;

/** Returns the Google side of federations in plain Terraform JSON, without a backend. */
export function terraformConfiguration(federations: readonly AnyFederationProps[], options: TerraformOptions = {}): Configuration {
  const side = googleSide(federations, options);
  return {
    text: `${JSON.stringify({ '//': COMMENT, ...sorted(terraformJson(side, options)) as object }, null, 2)}\n`,
    pools: side.pools.length,
    resources: side.elements.filter(({ isLookup, isForgotten }) => !isLookup && !isForgotten).length,
    warnings: side.warnings,
  };
}

/** The same JSON with its keys in alphabetical order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]));
}
