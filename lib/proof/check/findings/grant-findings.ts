import { finding } from './catalogue';
import { describeUnknownRole, isBasicRole, isUnknownRole } from '../../../federation/grants';
import { serviceAccountEmailOf } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { describeGranted, GooglePolicy, mintsTokens, PlacedGrant } from '../../policy';
import { Finding } from '../check-report';
import { googleElement } from '../elements';

const BROAD = ['project', 'folder', 'organization'];

/** Returns findings on what is granted, and where. */
export function grantFindings(policy: GooglePolicy): Finding[] {
  const impersonated = new Set(policy.holdings.all.filter(placed => ofPool(placed) && placed.on.kind === 'service account').map(({ on }) => on.name));
  const boundaries = (policy.configuration.accessBoundaries ?? []).map(boundary => finding('access-boundary', boundary.address, [googleElement(boundary)]));
  return [...boundaries, ...keyFindings(policy, impersonated), ...policy.holdings.all.flatMap(placed => {
    const { grant, on } = placed;
    if (!isDetermined(grant.member) || !isDetermined(grant.role)) return [];
    const elements = [googleElement(grant)];
    const detail = `${grant.address} grants ${grant.role} on ${describeGranted(on)} to ${grant.member}`;
    const account = serviceAccountEmailOf(grant.member);
    const federated = ofPool(placed) || (account !== undefined && impersonated.has(account));
    const found: Finding[] = [];
    if (grant.overwrittenBy !== undefined && federated) {
      const owner = policy.holdings.all.find(other => other.grant.address === grant.overwrittenBy);
      found.push(finding('overwritten', `${grant.overwrittenBy} removes what ${detail}`, [...elements, ...owner === undefined ? [] : [googleElement(owner.grant)]]));
    }
    if (mintsTokens(placed) && BROAD.includes(on.kind)) {
      if (ofPool(placed)) found.push(finding('impersonation-on-project', detail, elements));
      else if (account !== undefined) found.push(finding('account-opens-project', detail, elements));
    }
    if (grant.role === 'roles/iam.serviceAccountTokenCreator' && ofPool(placed) && on.kind === 'service account') found.push(finding('token-creator', detail, elements));
    if (/^(?:all(?:Authenticated)?Users$|domain:)/.test(grant.member) && on.kind === 'service account') found.push(finding('public-grant', detail, elements));
    if (/\/workforcePools\//.test(grant.member) && on.kind === 'service account') found.push(finding('workforce-member', detail, elements));
    if (isBasicRole(grant.role) && federated) found.push(finding('basic-role', detail, elements));
    if (isUnknownRole(grant.role) && federated) found.push(finding('unknown-role', `${detail}; ${grant.role} ${describeUnknownRole(grant.role)}`, elements));
    return found;
  })];
}

/** A key is as good as the account, whoever has it. */
function keyFindings({ configuration: { serviceAccountKeys = [] } }: GooglePolicy, impersonated: ReadonlySet<unknown>): Finding[] {
  return serviceAccountKeys.flatMap(key => {
    const { serviceAccount: account } = key;
    if (!isDetermined(account)) return [finding('service-account-key', `${key.address} creates a key of an account that is not known`, [googleElement(key)], { severity: 'depends' })];
    return impersonated.has(account) ? [finding('service-account-key', `${key.address} creates a key of ${account}`, [googleElement(key)])] : [];
  });
}

function ofPool({ grant }: PlacedGrant): boolean {
  return isDetermined(grant.member) && /^principal(?:Set)?:.*workloadIdentityPools\//.test(grant.member);
}
