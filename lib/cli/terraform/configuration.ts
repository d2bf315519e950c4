import type { Format } from './options';
import { AnyFederationProps } from '../../federation/party';
import { googleSide } from '../../google/google-side';
import { GoogleSideOptions } from '../../google/options';
import { HclOptions, terraformHcl } from '../../google/terraform/terraform-hcl';
import { terraformJson } from '../../google/terraform/terraform-json';

export type TerraformOptions = GoogleSideOptions & HclOptions;

/** A Terraform configuration, and what there is to say about it. */
export interface Configuration {
  /** Terraform JSON or HCL. Equal for equal input. */
  readonly text: string;
  readonly pools: number;
  readonly resources: number;
  readonly warnings: readonly string[];
}

/** The text with which a file begins that this command wrote. */
export const PROVENANCE = 'Written by cdk-gcp-federation';

const COMMENT = `${PROVENANCE}: change the federation files and run the command again, not this file.`;

/** Returns the Google side of federations in plain Terraform, without a backend. */
export function terraformConfiguration(
  federations: readonly AnyFederationProps[], options: TerraformOptions = {}, format: Format = 'json',
): Configuration {
  const side = googleSide(federations, options);
  return {
    text: format === 'hcl'
      ? `# ${COMMENT}\n\n${terraformHcl(side, options)}`
      : `${JSON.stringify({ '//': COMMENT, ...sorted(terraformJson(side, options)) as object }, null, 2)}\n`,
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
