import { isDetermined } from '../../determined';
import { describeGranted, FederatedPrincipal, GooglePolicy, isInForce, mintsTokens, PlacedGrant } from '../../policy';

/** What an identity of a pool may do by these files. */
export interface Reach {
  /** In words, what is certain and what depends on something alike. */
  readonly words: readonly string[];
  /** Whether something of it depends on nothing. */
  readonly certain: boolean;
}

/** What an identity reaches itself, and as the service accounts that it may act as. */
export function reachOf(policy: GooglePolicy, principal: FederatedPrincipal): Reach {
  const words = new Set<string>();
  let certain = false;
  for (const placed of policy.holdings.of({ principal })) {
    if (policy.isOnDisabledAccount(placed)) continue;
    certain ||= isCertain(placed);
    if (mintsTokens(placed)) {
      words.add(describeGranted(placed.on).replace(/^(project|folder|organization) /, 'every service account of $1 '));
      if (placed.on.kind === 'service account' && isDetermined(placed.on.name)) {
        const { name } = placed.on;
        policy.holdings.of({ serviceAccount: name }).forEach(own => words.add(`${inWords(own)}, as ${name}`));
      }
    } else {
      words.add(inWords(placed));
    }
  }
  return { words: [...words], certain };
}

function isCertain({ grant }: PlacedGrant): boolean {
  return grant.condition === undefined && isInForce({ grant }) && isDetermined(grant.role);
}

/** A grant in words. */
export function inWords({ grant, on }: PlacedGrant): string {
  return `${isDetermined(grant.role) ? grant.role : grant.role.source} on ${describeGranted(on)}`;
}
