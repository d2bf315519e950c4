import { refuse } from '../../federation/errors';
import { requireLiteral } from '../../federation/literals';

/**
 * The versions of `hashicorp/google` in which the resources used here have the same arguments: 6.22.0 was the first that
 * could look pools and providers up. The defaults that 7.0.0 changed are written out; `deletion_policy`, which 8 adds, keeps
 * its default.
 */
export const DEFAULT_GOOGLE_PROVIDER_VERSION = '>= 6.22.0, < 9.0.0';

const CONSTRAINT = /^ *(?:=|!=|>=?|<=?|~>)? *\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)? *$/;

/**
 * Requires a Terraform version constraint.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function validateGoogleProviderVersion(value: string): string {
  const version = requireLiteral('googleProviderVersion', value);
  if (!version.split(',').every(constraint => CONSTRAINT.test(constraint))) {
    refuse('googleProviderVersion', version, 'is not a Terraform version constraint',
      `pass versions with =, !=, >, >=, <, <= or ~>, separated by commas, such as '~> 6.50' or '${DEFAULT_GOOGLE_PROVIDER_VERSION}'`);
  }
  return version;
}

/** The requirement of the Google provider in a range of versions. */
export function googleProviderRequirement(version: string) {
  return { source: 'hashicorp/google', version };
}
