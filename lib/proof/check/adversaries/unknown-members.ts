import { inWords } from './reach';
import { isDetermined } from '../../determined';
import { GooglePolicy } from '../../policy';
import { AdversaryVerdict } from '../check-report';

/**
 * Grants whose member is known only at deployment, and may be anybody of a pool: who gets in by them cannot be told.
 */
export function unknownMembers(policy: GooglePolicy): AdversaryVerdict[] {
  if (policy.configuration.pools.length === 0 && policy.configuration.awsProviders.length === 0) return [];
  return policy.holdings.all.flatMap(placed => {
    const { address, member } = placed.grant;
    if (isDetermined(member) || !mayBeOfPool(member.before, member.source)) return [];
    return [{ provider: address, who: `whomever the member of ${address} names, ${member.reason}`, arn: `${member.before}${member.source}`, verdict: 'depends', reaches: [inWords(placed)] }];
  });
}

/** Members of other kinds begin with another word, or are an attribute of a service account. */
function mayBeOfPool(before: string, source: string): boolean {
  return before === '' ? !/service_account|serviceAccount|service_agent|identity/i.test(source) : 'principalSet://'.startsWith(before.slice(0, 15)) || before.startsWith('principal');
}
