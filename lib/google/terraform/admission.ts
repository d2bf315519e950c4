import { AdmissionCheck } from '../element';

/**
 * Returns the assertion that the condition of an existing provider names every identity. Its failure is a warning only:
 * conditions can admit them in other words.
 */
export function admissionAssertion({ identities }: AdmissionCheck, providerAddress: string) {
  // The character after the name tells a role from one whose name merely starts alike.
  const names = `[for end in ["'", "\\"", "/"] : strcontains(try(coalesce(${providerAddress}.attribute_condition), ""), join("", [arn, end]))]`;
  const missing = `[for arn in ${JSON.stringify(identities)} : arn if !anytrue(${names})]`;
  return {
    condition: `\${length(${missing}) == 0}`,
    error_message: `The condition of the existing provider does not name \${join(", ", ${missing})}: whoever manages the provider has to admit them.`,
  };
}
