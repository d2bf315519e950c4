import { StepList } from './step-list';
import { isDetermined } from '../../determined';
import { CredentialConfig, impersonatedAccount } from '../../inputs/credential-config';
import { describeGranted, FederatedPrincipal, GooglePolicy, isInForce, mintsTokens, PlacedGrant } from '../../policy';
import { ElementReference, Finding } from '../check-report';
import { googleElement } from '../elements';
import { concreteFix, finding, FindingId } from '../findings/catalogue';

/** What deciding on access takes. */
export interface AccessInput {
  readonly policy: GooglePolicy;
  readonly principal: FederatedPrincipal;
  /** Assumed-role ARN, or subject of a token. */
  readonly who: string;
  /** The member that would stand for it. */
  readonly expected: string;
  /** What is wrong with a member that was meant for it; `undefined` where it was meant for somebody else. */
  readonly diagnose: (member: string) => FindingId | undefined;
  readonly config: CredentialConfig;
  readonly element: ElementReference;
}

/** Decides whether a federated identity may act as the service account of its configuration, or holds roles itself. */
export function decideAccess(input: AccessInput, steps: StepList): readonly Finding[] {
  return input.config.impersonationUrl === undefined ? direct(input, steps) : impersonation(input, input.config.impersonationUrl, steps);
}

function impersonation(input: AccessInput, url: string, steps: StepList): readonly Finding[] {
  const { policy, principal, who, element } = input;
  const email = impersonatedAccount(url);
  if (email === undefined) {
    steps.add('member', 'refused', `the configuration names ${url}`);
    return [finding('impersonation-url-malformed', `the configuration names '${url}'`, [element])];
  }
  if (/[$]/.test(email)) {
    steps.add('member', 'depends', `'${email}' is not known before the script runs`);
    return [];
  }
  const decided = policy.impersonation({ principal }, email);
  if (decided.verdict === 'allowed') {
    const [{ grant }] = decided.by;
    steps.add('member', 'passed', `${String(grant.member)} stands for ${who}`);
    steps.add('impersonation', 'passed', `${grant.address} grants ${String(grant.role)} on ${decided.by[0].on.kind} ${String(decided.by[0].on.name)}`);
    return [];
  }
  if (decided.verdict === 'depends') {
    steps.add('impersonation', 'depends', decided.reason ?? 'the grant is not certain');
    return [];
  }
  const account = policy.serviceAccount(email);
  if (account?.disabled === true) {
    steps.add('impersonation', 'refused', `${account.address} is disabled`);
    return [finding('account-disabled', `the workload acts as ${email}`, [element, googleElement(account)])];
  }
  return withoutImpersonation(input, email, steps);
}

/** Why nothing lets the identity act as an account: what was meant to is looked for. */
function withoutImpersonation(input: AccessInput, email: string, steps: StepList): readonly Finding[] {
  const { policy, principal, who, expected, element } = input;
  const all = policy.holdings.all;
  const onAccount = all.filter(({ on }) => on.kind === 'service account' && on.name === email);
  const unknown = all.find(({ grant, on }) => on.kind === 'service account' && (on.name === email || !isDetermined(on.name)) && (!isDetermined(grant.member) || !isDetermined(on.name) || !isDetermined(grant.role)));
  const held = policy.holdings.of({ principal });
  const wrongRole = held.find(({ on }) => on.kind === 'service account' && on.name === email);
  if (wrongRole !== undefined) {
    const { grant } = wrongRole;
    const custom = isDetermined(grant.role) && !grant.role.startsWith('roles/');
    steps.add('impersonation', custom ? 'depends' : 'refused', `${grant.address} grants ${String(isDetermined(grant.role) ? grant.role : grant.role.source)}`);
    return custom ? [] : [finding('impersonation-role', `${grant.address} grants ${String(grant.role)} to ${String(grant.member)}`, [element, googleElement(grant)])];
  }
  const near = diagnosed(input, onAccount);
  if (near.length > 0) {
    steps.add('member', 'refused', `no member on ${email} equals ${expected}`);
    return near;
  }
  if (unknown !== undefined) {
    const { member, role } = unknown.grant;
    const open = [member, unknown.on.name, role].find(value => !isDetermined(value)) as { source: string; reason: string };
    steps.add('member', 'depends', `${unknown.grant.address}: ${open.source}, ${open.reason}`);
    return [];
  }
  steps.add('member', 'refused', `no member on ${email} equals ${expected}`);
  const elsewhere = held.find(({ on }) => on.kind === 'service account');
  if (elsewhere !== undefined) {
    return [finding('impersonation-other-account', `the configuration names ${email}, the grant is on ${String(elsewhere.on.name)}`, [element, googleElement(elsewhere.grant)])];
  }
  const anywhere = diagnosed(input, all.filter(({ on }) => on.kind === 'service account' || on.kind === 'project'));
  if (anywhere.length > 0) return anywhere;
  const owner = policy.serviceAccount(email);
  const elements = [element, ...onAccount.slice(0, 3).map(({ grant }) => googleElement(grant)), ...owner === undefined ? [] : [googleElement(owner)]];
  return [finding('no-impersonation', `expected on ${email}: ${expected}`, elements, concreteFix('no-impersonation', who, expected))];
}

function direct(input: AccessInput, steps: StepList): readonly Finding[] {
  const { policy, principal, who, expected, element } = input;
  const all = policy.holdings.of({ principal });
  const held = all.filter(placed => !mintsTokens(placed) && !policy.isOnDisabledAccount(placed));
  const certain = held.filter(isInForce);
  if (certain.length > 0) {
    steps.add('member', 'passed', `${String(certain[0].grant.member)} stands for ${who}`);
    return [];
  }
  if (held.length > 0) {
    const [{ grant }] = held;
    steps.add('member', 'depends', grant.overwrittenBy !== undefined ? `${grant.overwrittenBy} removes the member of ${grant.address} again` : `${grant.address}: ${grant.existence?.reason}`);
    return [];
  }
  const minting = all.find(placed => mintsTokens(placed));
  if (minting !== undefined) {
    const detail = `${minting.grant.address} lets the workload act as ${describeGranted(minting.on)}, and its configuration names none`;
    steps.add('impersonation', 'refused', detail);
    return [finding('impersonation-url-missing', detail, [element, googleElement(minting.grant)])];
  }
  const near = diagnosed(input, policy.holdings.all);
  if (near.length > 0) {
    steps.add('member', 'refused', `no member equals ${expected}`);
    return near;
  }
  const open = policy.holdings.all.find(({ grant }) => !isDetermined(grant.member));
  const ofPool = policy.holdings.all.filter(({ grant }) => isDetermined(grant.member) && grant.member.includes(`${principal.pool}/`));
  if (open !== undefined || ofPool.length === 0) {
    steps.add('member', 'depends', open === undefined ? 'these files grant nothing to identities of the pool; what is granted elsewhere is not known' : `the member of ${open.grant.address} is not known`);
    return [];
  }
  steps.add('member', 'refused', `no member equals ${expected}`);
  return [finding('direct-without-grant', `expected: ${expected}`, [element, ...ofPool.slice(0, 3).map(({ grant }) => googleElement(grant))], concreteFix('direct-without-grant', who, expected))];
}

function diagnosed({ who, expected, diagnose, element }: AccessInput, grants: readonly PlacedGrant[]): Finding[] {
  return grants.flatMap(({ grant }) => {
    const id = isDetermined(grant.member) ? diagnose(grant.member) : undefined;
    return id === undefined ? [] : [finding(id, `the member is ${String(grant.member)}; the workload is ${expected}`, [element, googleElement(grant)], concreteFix(id, who, expected))];
  });
}
