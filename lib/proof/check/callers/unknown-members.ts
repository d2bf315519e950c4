import { inWords } from './reach';
import { isDetermined } from '../../determined';
import { GooglePolicy, PlacedGrant } from '../../policy';
import { Finding } from '../check-report';
import { googleElement } from '../elements';
import { finding } from '../findings/catalogue';

/** Returns a finding for each grant whose member is known only at deployment, and may be any caller of a pool. */
export function unknownMembers(policy: GooglePolicy): Finding[] {
  if (policy.configuration.pools.length === 0 && policy.configuration.awsProviders.length === 0) return [];
  return policy.holdings.all.filter(mayBeOfPool).map(placed => {
    const { grant } = placed;
    const reason = isDetermined(grant.member) ? '' : `: ${grant.member.reason}`;
    return finding('member-not-known', `the member of ${grant.address} is not known${reason}; it gets ${inWords(placed)}`, [googleElement(grant)]);
  });
}

/** Members of other kinds begin with another word. */
function mayBeOfPool({ grant: { member } }: PlacedGrant): boolean {
  if (isDetermined(member)) return false;
  const { before } = member;
  return before === '' || 'principalSet://'.startsWith(before.slice(0, 15)) || before.startsWith('principal');
}
