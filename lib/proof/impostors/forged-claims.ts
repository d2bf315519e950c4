import { isDetermined } from '../determined';
import { traceClaims } from '../policy/admission';
import { OtherProvider } from '../policy/google-configuration';
import { FederatedPrincipal } from '../policy/identity';

const CLAIM = /\bassertion(?:\.([A-Za-z_]\w*)|\[\s*["']([^"']+)["']\s*\])/g;

/**
 * Who a caller of another provider would be in the pool if all of its claims had the value that a member names: what
 * its issuer can, or lets its users, write into a token. `undefined` where mapping and condition do not let it pass.
 */
export function forgedPrincipal(provider: OtherProvider, value: string): Omit<FederatedPrincipal, 'pool'> | undefined {
  const written = [...provider.attributeMapping.values(), provider.attributeCondition];
  const expressions = written.filter(expression => expression !== undefined).filter(isDetermined);
  const names = expressions.flatMap(expression => [...expression.matchAll(CLAIM)].map(([, dotted, quoted]) => dotted ?? quoted));
  // The condition may pin claims to literals: whoever may choose his token chooses those.
  for (const pinned of [{}, pinnedClaims(provider)]) {
    const claims: Record<string, string> = { ...Object.fromEntries(names.map(name => [name, value])), ...pinned };
    const { steps, principal } = traceClaims(provider, claims);
    if (principal !== undefined && steps.every(({ passed }) => passed !== false)) return principal;
  }
  return undefined;
}

function pinnedClaims({ attributeCondition: condition }: OtherProvider): Record<string, string> {
  if (condition === undefined || !isDetermined(condition)) return {};
  const pinned = [...condition.matchAll(/\bassertion\.([A-Za-z_]\w*)\s*(?:==|in\s*\[)\s*["']([^"']*)["']/g)];
  return Object.fromEntries(pinned.map(([, name, value]) => [name, value]));
}
