import { finding } from './catalogue';
import { serviceAccountMember } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { describeGranted, GooglePolicy, isInForce, mintsTokens, parsePoolMember, PlacedGrant } from '../../policy';
import { Finding, WorkloadVerdict } from '../check-report';
import { googleElement } from '../elements';

/** Names and grants that one finding lists. */
const LISTED_AT_MOST = 10;

/** Findings on service accounts that several roles act as: each of them holds what any of them is granted. */
export function sharedAccountFindings(policy: GooglePolicy, workloads: readonly WorkloadVerdict[]): Finding[] {
  const accounts = new Map<string, PlacedGrant[]>();
  for (const placed of policy.holdings.all) {
    const { grant, on: { kind, name } } = placed;
    if (kind !== 'service account' || !isDetermined(name) || !isDetermined(grant.member)) continue;
    if (!mintsTokens(placed) || !isInForce(placed) || parsePoolMember(grant.member) === undefined) continue;
    accounts.set(name, [...accounts.get(name) ?? [], placed]);
  }
  return [...accounts].flatMap(([email, openedBy]) => {
    const roles = workloads.filter(({ actsAs }) => actsAs === email).flatMap(({ roleArn }) => roleArn ?? []);
    const actors = actorsOf(openedBy.map(({ grant }) => String(grant.member)), roles);
    if (actors.length < 2) return [];
    return [finding('shared-service-account', `${list(actors)} act as ${email}; each of them holds ${describeHoldings(policy, email)}`,
      openedBy.map(({ grant }) => googleElement(grant)))];
  });
}

/**
 * Who acts as an account, as precisely as members and workloads tell. A member for many identities counts only next to
 * another such member: it can mean the very role that a workload has.
 */
function actorsOf(members: readonly string[], roleArns: readonly string[]): string[] {
  const exact = new Set(roleArns.map(nameRole));
  const wide = new Set<string>();
  for (const member of members) {
    const { selector = '', value = '' } = parsePoolMember(member) ?? {};
    if (ROLE.test(value)) exact.add(nameRole(value));
    else if (selector === 'subject') exact.add(value);
    else wide.add(member);
  }
  return exact.size >= 2 ? [...exact] : [...wide];
}

const ROLE = /^arn:[a-z-]+:sts::(\d+):assumed-role\/([^/]+)/;

/** Two sessions of a role are one role, and so is a role in two pools. */
function nameRole(arn: string): string {
  const [, account, name] = ROLE.exec(arn) ?? [];
  return name === undefined ? arn : `role ${name} of AWS account ${account}`;
}

function describeHoldings(policy: GooglePolicy, email: string): string {
  const held = policy.holdings.of({ serviceAccount: email }).filter(isInForce)
    .map(({ grant: { role }, on }) => `${isDetermined(role) ? role : role.source} on ${describeGranted(on)}`);
  return held.length === 0 ? `what ${serviceAccountMember(email)} is granted, which is nothing in these files` : list([...new Set(held)]);
}

function list(names: readonly string[]): string {
  const more = names.length - LISTED_AT_MOST;
  if (more > 0) return `${names.slice(0, LISTED_AT_MOST).join(', ')} and ${more} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
