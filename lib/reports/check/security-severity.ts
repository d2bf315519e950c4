import { Severity } from '../../proof';

/** Findings by which somebody can act in Google Cloud who should not: code scanning shows them as security alerts. */
const SECURITY: ReadonlySet<string> = new Set([
  'unintended-caller', 'possible-caller', 'named-without-workload', 'provider-forges', 'cross-use', 'caller-undecided', 'several-providers',
  'condition-missing', 'condition-always-true', 'condition-contains', 'condition-starts-with', 'condition-too-wide', 'whole-pool', 'session-derived',
  'trust-everyone', 'trust-shared-issuer', 'trust-other-account', 'trust-not-known', 'service-account-key', 'public-grant', 'workforce-member', 'pool-elsewhere',
  'impersonation-on-project', 'account-opens-project', 'token-creator', 'basic-role', 'shared-service-account', 'member-not-known',
  'token-host-foreign', 'impersonation-host-foreign', 'sts-host-foreign', 'metadata-host-foreign', 'unread',
]);
const SCORES: Readonly<Record<Severity, string>> = { error: '9.0', depends: '6.0', warning: '5.0', note: '2.0' };

/**
 * Returns the properties that make a rule a security rule of code scanning; none for findings that only keep a workload out.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function securityProperties(id: string, severity: Severity): { readonly 'tags': readonly string[]; readonly 'security-severity'?: string } {
  return SECURITY.has(id) ? { 'tags': ['security'], 'security-severity': SCORES[severity] } : { tags: ['correctness'] };
}
