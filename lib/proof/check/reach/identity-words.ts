import { GoogleIdentity } from './google-identity';
import { isDetermined } from '../../determined';
import { describeGranted, GooglePolicy, mintsTokens, PlacedGrant } from '../../policy';

/** Returns what callers of a Google identity may use, in words. */
export function wordsOfIdentity({ kind, name, grants }: GoogleIdentity, policy: GooglePolicy): string[] {
  if (kind === 'principal set') return [...new Set(grants.map(({ placed }) => grantInWords(placed)))];
  const broad = grants.filter(({ placed }) => placed.on.kind !== 'service account').map(({ placed }) => `every service account of ${describeGranted(placed.on)}`);
  const own = policy.holdings.of({ serviceAccount: name }).map(placed => {
    const opens = mintsTokens(placed) ? `${describeGranted(placed.on)} by ` : '';
    return `${opens}${grantInWords(placed)}, as ${name}`;
  });
  return [...new Set([`service account ${name}`, ...broad, ...own])];
}

/** Returns a grant in words. */
export function grantInWords({ grant, on }: PlacedGrant): string {
  return `${isDetermined(grant.role) ? grant.role : grant.role.source} on ${describeGranted(on)}`;
}
