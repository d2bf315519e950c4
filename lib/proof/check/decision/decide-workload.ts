import { decideAudience } from './audience-step';
import { decideAwsToken, TokenDecision } from './aws-token';
import { configurationSteps } from './configuration-step';
import { decideCredentials } from './credentials-step';
import { withoutPossibleName, withPossibleNames, withTakenName } from './generated-name';
import { grantsStep } from './grants-step';
import { heldRoles } from './held-roles';
import { assumedLifetimes, lifetimeSteps } from './lifetime-step';
import { decideOtherToken } from './other-token';
import { sessionPattern } from './session-name';
import { decideSignedToken, subjectOf } from './signed-token';
import { decideStep, findingsOf, reportSteps, StepDecision, verdictOf } from './step-list';
import { trustSteps } from './trust-step';
import { workloadIdentity, WorkloadIdentity } from './workload-identity';
import { subjectPrincipal } from '../../../federation/names';
import { IntendedRole } from '../../impostors';
import { AwsRole, AwsWorkload, Carried } from '../../inputs/cloudformation';
import { AWS4_REQUEST, CredentialConfig, impersonatedAccount, SIGNED_TOKENS } from '../../inputs/credential-config';
import { Audience, GooglePolicy, Grantee, Provider } from '../../policy';
import { ElementReference, Finding, WorkloadVerdict } from '../check-report';
import { awsElement, workloadName } from '../elements';
import { finding } from '../findings/catalogue';
import { Use } from '../reach/use';

/** Decision on one workload, with what only the rest of the check needs. */
export interface WorkloadDecision {
  readonly verdict: WorkloadVerdict;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** Provider to which it presents its token. @default - not known */
  readonly provider?: Provider;
  /** @default - not known */
  readonly role?: IntendedRole;
  /** Subject of its own token. @default - it asks by its role */
  readonly subject?: string;
  /** Google identity that its configuration asks for. @default - the configuration cannot be read */
  readonly use?: Use;
  /** Pattern of the names of its sessions. @default - it has a token of its own */
  readonly sessions?: string;
}

/** What all deciders of one workload share. */
interface Context {
  readonly workload: AwsWorkload;
  readonly carried: Carried;
  readonly config: CredentialConfig;
  readonly element: ElementReference;
  readonly policy: GooglePolicy;
  readonly who: WorkloadIdentity;
}

/** Decides on one credential configuration of a workload, step by step as Google does. */
export function decideWorkload(written: AwsWorkload, carried: Carried, policy: GooglePolicy, roles: readonly AwsRole[] = []): WorkloadDecision {
  const { config } = carried;
  if ('unreadable' in config) return decideUnreadable(written, carried, config.unreadable);
  const readable = { carried, config, policy, roles };
  const named = withPossibleNames(written, config.audience, policy);
  if (named === undefined) return decideNamed(written, readable);
  if (named.length === 0) return decideNamed(written, readable, withoutPossibleName);
  const decided = named.map(workload => decideNamed(workload, readable, withTakenName));
  const admitted = decided.filter(({ verdict: { verdict } }) => verdict !== 'rejected');
  // Of several names, the service account of the configuration may leave one.
  return admitted.length > 1 ? decideNamed(written, readable) : admitted[0] ?? decided[0];
}

/** Decides on a workload whose role is taken as it is. */
function decideNamed(
  workload: AwsWorkload, { carried, config, policy, roles }: Pick<Context, 'carried' | 'config' | 'policy'> & { readonly roles: readonly AwsRole[] },
  withName: typeof withTakenName = credentials => credentials,
): WorkloadDecision {
  const element = awsElement(workload);
  const credentials = decideCredentials(workload, config, element);
  const { step: audience, target } = decideAudience(config.audience, policy, element);
  const provider = target.kind === 'provider' ? target.provider : undefined;
  const who = workloadIdentity(workload, provider);
  const token = decideToken(target, { workload, carried, config, element, policy, who });
  const ownToken = ownTokenOf(workload, config);
  const steps: StepDecision[] = [
    ...configurationSteps(config, carried, workload, element),
    ...ownToken === undefined ? trustSteps(workload, roles) : [],
    withName(credentials, workload, element),
    audience,
    ...token.steps,
    ...lifetimeSteps(config, element),
    ...token.grantee === undefined ? [] : [grantsStep(policy, token.grantee, element)],
  ];
  const name = nameOf(workload, carried);
  return {
    verdict: {
      workload: name,
      kind: workload.kind,
      element,
      ...who.roleArn !== undefined && ownToken === undefined && { roleArn: who.roleArn },
      audience: config.audience,
      ...outcomeOf(steps, token.grantee, policy),
    },
    findings: findingsOf(steps),
    notes: [...ownToken === undefined ? who.notes : [], ...assumedLifetimes(config), ...unresolvedNotes(carried)].map(note => `${name}: ${note}`),
    provider,
    ...ownToken === undefined ? { role: who.role, sessions: sessionPattern(workload) } : { subject: subjectOf(ownToken) },
    use: {
      by: name,
      ...target.kind === 'provider' && { provider: target.provider, pool: target.pool },
      ...callerOf(who, ownToken, carried.issuer, ownToken?.tokens.get(config.tokenFile ?? '')),
      ...config.impersonationUrl !== undefined && { serviceAccount: knownAccount(impersonatedAccount(config.impersonationUrl)) },
    },
  };
}

/** An account can be named by its unique id, too. */
function knownAccount(email: string | undefined): { readonly email?: string } {
  return email !== undefined && email.includes('@') && !email.includes('$') ? { email } : {};
}

function callerOf(
  { role }: WorkloadIdentity, ownToken: AwsWorkload['pod'], issuer: string | undefined, audience: string | undefined,
): Pick<Use, 'caller'> {
  if (ownToken !== undefined) {
    return { caller: { subject: subjectOf(ownToken), ...issuer !== undefined && { issuer }, ...audience !== undefined && { audience } } };
  }
  return role === undefined ? {} : { caller: { role } };
}

/** One decider for each kind of token. */
function decideToken(target: Audience, { workload, carried: { issuer }, config, element, policy, who }: Context): TokenDecision {
  if (target.kind !== 'provider') return { steps: [] };
  const { provider, pool } = target;
  const pod = ownTokenOf(workload, config);
  if (provider.kind === 'aws') {
    return config.subjectTokenType === AWS4_REQUEST ? decideAwsToken({ workload, element, who, provider, pool, config, policy })
      : decideOtherToken(config, provider, element);
  }
  return pod !== undefined && SIGNED_TOKENS.includes(config.subjectTokenType)
    ? decideSignedToken({ pod, issuer, provider, pool, config, policy, element }) : decideOtherToken(config, provider, element);
}

function decideUnreadable(workload: AwsWorkload, carried: Carried, reason: string): WorkloadDecision {
  const element = awsElement(workload);
  const name = nameOf(workload, carried);
  const steps = [decideStep('credential configuration', 'depends', reason, finding('credential-config-unreadable', `${carried.where}: ${reason}`, [element]))];
  return {
    verdict: { workload: name, kind: workload.kind, element, audience: '', verdict: 'depends', steps: reportSteps(steps), roles: [] },
    findings: findingsOf(steps),
    notes: unresolvedNotes(carried).map(note => `${name}: ${note}`),
  };
}

/** The pod that presents a token of its own rather than a signed request of AWS. */
function ownTokenOf({ pod }: AwsWorkload, { subjectTokenType }: CredentialConfig): AwsWorkload['pod'] {
  return subjectTokenType === AWS4_REQUEST ? undefined : pod;
}

function outcomeOf(steps: readonly StepDecision[], grantee: Grantee | undefined, policy: GooglePolicy): Pick<WorkloadVerdict, 'verdict' | 'steps' | 'actsAs' | 'roles'> {
  const verdict = verdictOf(steps);
  if (verdict === 'rejected' || grantee === undefined) return { verdict, steps: reportSteps(steps), roles: [] };
  return { verdict, steps: reportSteps(steps), actsAs: granteeName(grantee), roles: heldRoles(policy, grantee) };
}

function nameOf(workload: AwsWorkload, { where }: Carried): string {
  return workload.carried.length > 1 ? `${workloadName(workload)} (${where})` : workloadName(workload);
}

function unresolvedNotes({ where, unresolved = [] }: Carried): string[] {
  return unresolved.map(one => `${where}: could not be resolved: ${one}`);
}

function granteeName(grantee: Grantee): string {
  return 'principal' in grantee ? subjectPrincipal(grantee.principal.pool, grantee.principal.subject) : grantee.serviceAccount;
}
