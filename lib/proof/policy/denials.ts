import { GoogleConfiguration, DenyPolicy, DenyRule } from './google-configuration';
import { Determined, isDetermined } from '../determined';

/** A deny policy that may take a permission from an identity. */
export interface Denial {
  readonly policy: DenyPolicy;
  /** Whether it takes it for certain: it is on the project, unconditional, and all of it is known. */
  readonly isCertain: boolean;
}

const EVERYONE = 'principalSet://goog/public:all';

/**
 * Returns the deny policies that take a permission from an identity.
 *
 * @param members all members that match the identity
 * @param permission in the form of deny policies, such as `iam.googleapis.com/serviceAccounts.getAccessToken`
 * @param project id of the project of the resource
 * @see https://cloud.google.com/iam/docs/deny-overview
 */
export function denialsOf(
  { denyPolicies = [] }: GoogleConfiguration, members: readonly string[], permission: string, project: string | undefined,
): Denial[] {
  return denyPolicies.flatMap(policy => policy.rules.flatMap(rule => {
    if (isExempt(rule, members, permission) || !denies(rule, members, permission)) return [];
    const { parent } = policy;
    // Whether a project is below a folder, or has a number, is not in the files.
    if (isDetermined(parent) && /^projects\/[a-z]/.test(parent) && parent !== `projects/${project}`) return [];
    const parts = [...rule.deniedPrincipals, ...rule.deniedPermissions, ...rule.exceptionPrincipals, ...rule.exceptionPermissions];
    const isUnconditional = rule.condition === undefined && policy.existence === undefined;
    return [{ policy, isCertain: parts.every(isDetermined) && isUnconditional && parent === `projects/${project}` }];
  }));
}

function denies({ deniedPrincipals, deniedPermissions }: DenyRule, members: readonly string[], permission: string): boolean {
  return deniedPrincipals.some(principal => !isDetermined(principal) || principal === EVERYONE || members.includes(principal))
    && deniedPermissions.some(denied => !isDetermined(denied) || covers(denied, permission));
}

function isExempt({ exceptionPrincipals, exceptionPermissions }: DenyRule, members: readonly string[], permission: string): boolean {
  const isKnown = (value: Determined<string>): value is string => isDetermined(value);
  return exceptionPrincipals.filter(isKnown).some(principal => principal === EVERYONE || members.includes(principal))
    || exceptionPermissions.filter(isKnown).some(excepted => covers(excepted, permission));
}

/** A deny policy may name a group of permissions, such as all of a service or of a resource type. */
function covers(denied: string, permission: string): boolean {
  return denied === permission || (denied.endsWith('*') && permission.startsWith(denied.slice(0, -1)));
}
