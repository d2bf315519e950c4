import { PoolFederation } from '../../federation/federation';
import { LIMITS } from '../../federation/limits';

const MAINTAINER = 'managed by cdk-gcp-federation';

/** Display name of a pool and of a provider. */
export function partyDisplayName(federation: PoolFederation): string {
  return shorten(federation.party.shortName, LIMITS.displayNameCharacters);
}

/** Display name of a service account. */
export function workloadDisplayName(federation: PoolFederation): string {
  return shorten(`${federation.party.workloads.label} ${federation.workloadName}`, LIMITS.displayNameCharacters);
}

/** Description of a pool. */
export function poolDescription(federation: PoolFederation): string {
  return describe(`Identities of ${federation.party.description}`);
}

/** Description of a provider that admits these. */
export function providerDescription(federations: readonly PoolFederation[]): string {
  return describe(`Admits from ${federations[0].party.description} the ${workloads(federations)}`);
}

/** Description of a service account that these act as. */
export function serviceAccountDescription(federations: readonly PoolFederation[]): string {
  return describe(`Used from ${federations[0].party.description} by the ${workloads(federations)}`);
}

function workloads(federations: readonly PoolFederation[]): string {
  return `${federations[0].party.workloads.noun}${federations.length === 1 ? '' : 's'} ${federations.map(({ workloadName }) => workloadName).join(', ')}`;
}

/** Issuers and lists of names can be long, so that they are shortened. */
function describe(text: string): string {
  const ending = `, ${MAINTAINER}`;
  return `${shorten(text, LIMITS.descriptionCharacters - ending.length)}${ending}`;
}

/** Names and issuers are ASCII, so that characters are bytes and no character can be cut in two. */
function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 3)}...`;
}
