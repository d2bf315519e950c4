import { decideDirectAccess } from './direct-access';
import { decideStep, StepDecision } from './step-list';
import { isDetermined, Undetermined } from '../../determined';
import { CredentialConfig, impersonatedAccount } from '../../inputs/credential-config';
import { Denial, denialsOf, FederatedPrincipal, GooglePolicy, membersOf, PlacedGrant, projectOfEmail } from '../../policy';
import { ElementReference, Finding } from '../check-report';
import { googleElement } from '../elements';
import { concreteFix, finding, FindingId } from '../findings/catalogue';

const GET_ACCESS_TOKEN = 'iam.googleapis.com/serviceAccounts.getAccessToken';

/** Input of the decision on access. */
export interface AccessInput {
  readonly policy: GooglePolicy;
  readonly principal: FederatedPrincipal;
  /** Assumed-role ARN, or subject of a token. */
  readonly who: string;
  /** The member that would match it. */
  readonly expected: string;
  /** Returns what is wrong with a member that was meant for it; `undefined` if it was meant for another identity. */
  readonly diagnose: (member: string) => FindingId | undefined;
  readonly config: CredentialConfig;
  readonly element: ElementReference;
  /** Whether an earlier step rejects the identity already: that no grant names it has the same cause then. */
  readonly isRejected: boolean;
}

/** Decides whether a federated identity may act as the service account of its configuration, or holds roles itself. */
export function decideAccess(input: AccessInput): StepDecision[] {
  const { config: { impersonationUrl } } = input;
  return impersonationUrl === undefined ? [decideDirectAccess(input)] : decideImpersonation(input, impersonationUrl);
}

function decideImpersonation(input: AccessInput, url: string): StepDecision[] {
  const { policy, principal, who, element } = input;
  const email = impersonatedAccount(url);
  if (email === undefined) {
    const detail = `the configuration names ${url}`;
    return [decideStep('member', 'rejected', detail, finding('impersonation-url-malformed', detail, [element]))];
  }
  if (/[$]/.test(email)) {
    const detail = `'${email}' is not known before the script runs`;
    return [decideStep('member', 'depends', detail, finding('account-not-known', detail, [element]))];
  }
  const decided = policy.impersonation({ principal }, email);
  if (decided.verdict === 'allowed') {
    const [{ grant, on }] = decided.by;
    const [denial] = denialsOf(policy.configuration, membersOf(principal), GET_ACCESS_TOKEN, projectOfEmail(email));
    if (denial !== undefined) return [deniedStep(denial, element)];
    return [
      decideStep('member', 'passed', `${String(grant.member)} matches ${who}`),
      decideStep('impersonation', 'passed', `${grant.address} grants ${String(grant.role)} on ${on.kind} ${String(on.name)}`),
    ];
  }
  if (decided.verdict === 'depends') {
    const detail = decided.reason ?? 'the grant is not certain';
    const elements = [element, ...decided.by.map(({ grant }) => googleElement(grant))];
    return [decideStep('impersonation', 'depends', detail, finding('conditional-grant', detail, elements))];
  }
  const account = policy.serviceAccount(email);
  if (account?.disabled === true) {
    return [decideStep('impersonation', 'rejected', `${account.address} is disabled`, finding('account-disabled', `the workload acts as ${email}`, [element, googleElement(account)]))];
  }
  return [explainMissingImpersonation(input, email)];
}

function deniedStep({ policy, isCertain }: Denial, element: ElementReference): StepDecision {
  const detail = `${policy.address} ${isCertain ? 'denies' : 'may deny'} ${GET_ACCESS_TOKEN}`;
  const denied = finding('denied', detail, [element, googleElement(policy)], isCertain ? {} : { severity: 'depends' });
  return decideStep('impersonation', isCertain ? 'rejected' : 'depends', detail, denied);
}

/** Returns why nothing lets the identity act as an account: grants that were meant to are looked for. */
function explainMissingImpersonation(input: AccessInput, email: string): StepDecision {
  const { policy, principal, who, expected, element } = input;
  const onAccounts = policy.holdings.all.filter(({ on }) => on.kind === 'service account');
  const onAccount = onAccounts.filter(({ on }) => on.name === email);
  const held = policy.holdings.of({ principal });
  const wrongRole = held.find(({ on }) => on.kind === 'service account' && on.name === email);
  if (wrongRole !== undefined) return wrongRoleStep(wrongRole, element);
  const missing = `no member on ${email} equals ${expected}`;
  const near = diagnosed(input, onAccount);
  if (near.length > 0) return decideStep('member', 'rejected', missing, ...near);
  const open = onAccounts.flatMap(placed => placed.on.name === email || !isDetermined(placed.on.name) ? openPart(placed) : []);
  if (open.length > 0 || isUniqueId(email)) {
    const detail = open.length > 0 ? open[0].detail : `the configuration names the account by its unique id ${email}`;
    return decideStep('member', 'depends', detail, finding(open.length > 0 ? 'member-not-known' : 'account-not-known', detail, [element, ...open.map(({ grant }) => googleElement(grant))]));
  }
  if (input.isRejected) return decideStep('member', 'rejected', missing);
  const elsewhere = held.find(({ on }) => on.kind === 'service account');
  if (elsewhere !== undefined) {
    const detail = `the configuration names ${email}, the grant is on ${String(elsewhere.on.name)}`;
    return decideStep('member', 'rejected', missing, finding('impersonation-other-account', detail, [element, googleElement(elsewhere.grant)]));
  }
  const anywhere = diagnosed(input, policy.holdings.all.filter(({ on }) => on.kind === 'service account' || on.kind === 'project'));
  if (anywhere.length > 0) return decideStep('member', 'rejected', missing, ...anywhere);
  const owner = policy.serviceAccount(email);
  const elements = [element, ...onAccount.slice(0, 3).map(({ grant }) => googleElement(grant)), ...owner === undefined ? [] : [googleElement(owner)]];
  return decideStep('member', 'rejected', missing, finding('no-impersonation', `expected on ${email}: ${expected}`, elements, concreteFix('no-impersonation', who, expected)));
}

/** Google numbers each account; only Google knows which one a number is. */
function isUniqueId(account: string): boolean {
  return /^\d{21}$/.test(account);
}

function wrongRoleStep({ grant }: PlacedGrant, element: ElementReference): StepDecision {
  const elements = [element, googleElement(grant)];
  const detail = `${grant.address} grants ${isDetermined(grant.role) ? grant.role : grant.role.source} to ${String(grant.member)}`;
  if (!isDetermined(grant.role) || !grant.role.startsWith('roles/')) {
    return decideStep('impersonation', 'depends', detail, finding('custom-role', detail, elements));
  }
  return decideStep('impersonation', 'rejected', detail, finding('impersonation-role', detail, elements));
}

/** The part of a grant that is known only at deployment, such that the grant may be the missing one. */
function openPart({ grant, on }: PlacedGrant): { grant: PlacedGrant['grant']; detail: string }[] {
  const open = [grant.member, on.name, grant.role].find((value): value is Undetermined => !isDetermined(value));
  return open === undefined ? [] : [{ grant, detail: `${grant.address}: ${open.source}, ${open.reason}` }];
}

/** Returns what is wrong with the members that were meant for an identity. */
export function diagnosed({ who, expected, diagnose, element }: AccessInput, grants: readonly PlacedGrant[]): Finding[] {
  return grants.flatMap(({ grant }) => {
    const id = isDetermined(grant.member) ? diagnose(grant.member) : undefined;
    return id === undefined ? [] : [finding(id, `the member is ${String(grant.member)}; the workload is ${expected}`, [element, googleElement(grant)], concreteFix(id, who, expected))];
  });
}
