import { trustedParty, trustedPartyName, workloadName, workloadNoun } from './trusted-party';
import { AnyFederation } from '../federation/kubernetes';
import { LIMITS } from '../federation/limits';

const MAINTAINER = 'managed by cdk-gcp-federation';

/** Display name of a pool and of a provider. */
export function partyDisplayName(federation: AnyFederation): string {
  return shorten(trustedPartyName(federation), LIMITS.displayNameCharacters);
}

/** Display name of a service account. */
export function workloadDisplayName(federation: AnyFederation): string {
  return shorten(`${'issuerUri' in federation ? 'Kubernetes' : 'AWS role'} ${workloadName(federation)}`, LIMITS.displayNameCharacters);
}

/** Description of a pool. */
export function poolDescription(federation: AnyFederation): string {
  return describe(`Identities of ${trustedParty(federation)}`);
}

/** Description of a provider that admits these. */
export function providerDescription(federations: readonly AnyFederation[]): string {
  return describe(`Admits from ${trustedParty(federations[0])} the ${workloads(federations)}`);
}

/** Description of a service account that these act as. */
export function serviceAccountDescription(federations: readonly AnyFederation[]): string {
  return describe(`Used from ${trustedParty(federations[0])} by the ${workloads(federations)}`);
}

function workloads(federations: readonly AnyFederation[]): string {
  return `${workloadNoun(federations[0])}${federations.length === 1 ? '' : 's'} ${federations.map(workloadName).join(', ')}`;
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
