import { LIMITS } from '../federation/limits';

const MAINTAINER = 'managed by cdk-gcp-federation';

/** Display name of a pool and of a provider. */
export function awsAccountDisplayName(awsAccountId: string): string {
  return `AWS account ${awsAccountId}`;
}

/** Display name of a service account. */
export function awsRoleDisplayName(roleName: string): string {
  return shorten(`AWS role ${roleName}`, LIMITS.displayNameCharacters);
}

/** Description of a pool. */
export function poolDescription(awsAccountId: string): string {
  return `Identities of AWS account ${awsAccountId}, ${MAINTAINER}`;
}

/** Description of a provider. */
export function providerDescription(awsAccountId: string, roleNames: readonly string[]): string {
  return describe(`Admits from AWS account ${awsAccountId} the`, roleNames);
}

/** Description of a service account. */
export function serviceAccountDescription(awsAccountId: string, roleNames: readonly string[]): string {
  return describe(`Used from AWS account ${awsAccountId} by the`, roleNames);
}

/** Role names are the only part that grows, so they alone are shortened. */
function describe(beginning: string, roleNames: readonly string[]): string {
  const ending = `, ${MAINTAINER}`;
  const roles = `${beginning} ${roleNames.length === 1 ? 'role' : 'roles'} ${roleNames.join(', ')}`;
  return `${shorten(roles, LIMITS.descriptionCharacters - ending.length)}${ending}`;
}

/** Role names are ASCII, so that characters are bytes and no character can be cut in two. */
function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 3)}...`;
}
