import { refuse } from '../../federation/errors';
import { GoogleArguments, GoogleValue } from '../element';

/**
 * Text as a string of Terraform JSON that evaluates to exactly this text (in Unicode's form NFC, as all of Terraform's).
 *
 * Every string of Terraform JSON is a template, in which `${` and `%{` begin an expression.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function terraformLiteral(text: string): string {
  return text.replace(/[$%]\{/g, marker => `${marker[0]}${marker}`);
}

/**
 * Requires text that survives Terraform. Behind a carriage return that ends no line, Terraform (1.11) reads the
 * escape `$${` as it stands instead of as `${`; half of a surrogate pair has no place in a file.
 */
export function validateTerraformText(property: string, text: string): string {
  if (/\r(?!\n)/.test(text)) {
    refuse(property, text, 'has a carriage return without a line feed, which Terraform does not carry faithfully', 'end lines by line feeds');
  }
  if (/[\uD800-\uDFFF]/u.test(text)) {
    refuse(property, text, 'has half of a surrogate pair, which is no character', 'pass well-formed Unicode');
  }
  return text;
}

/** Returns arguments as Terraform JSON that evaluates to exactly their texts. */
export function escapedArguments(values: GoogleArguments): Record<string, unknown> {
  const present = Object.entries(values).filter((entry): entry is [string, GoogleValue] => entry[1] !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, escapedValue(value)]));
}

function escapedValue(value: GoogleValue): unknown {
  if (typeof value === 'string') return terraformLiteral(value);
  if (typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(escapedValue) : escapedArguments(value as GoogleArguments);
}
