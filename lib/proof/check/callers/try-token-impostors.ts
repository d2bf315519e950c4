import { admittedFindings, TriedCallers, poolsOf, tryImpostor } from './try-impostors';
import { providerResourceName, tokenAudience } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { tokenImpostors } from '../../impostors';
import { allMembers, GooglePolicy, OtherProvider, parsePoolMember, TokenIdentity, traceTokenAdmission } from '../../policy';
import { CallerVerdict, Finding } from '../check-report';
import { WorkloadDecision } from '../decision/decide-workload';
import { googleElement } from '../elements';
import { finding } from '../findings/catalogue';
import { SUBJECT_CONDITION } from '../findings/placeholders';

const SUBJECTS = /system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+/g;

/** Tries everyone who should stay outside of each provider that trusts a Kubernetes cluster. */
export function tryTokenImpostors(decisions: readonly WorkloadDecision[], policy: GooglePolicy): TriedCallers {
  const all = (policy.configuration.otherProviders ?? []).map(provider => {
    const own = decisions.filter(decision => decision.provider === provider);
    const pools = poolsOf(provider, own, policy);
    const subjects = [...new Set([...own.flatMap(({ subject }) => subject ?? []), ...namedSubjects(provider, pools, policy)])];
    // Who else logs in by OpenID Connect, such as a pipeline, has subjects of other kinds.
    if (subjects.length === 0 || !isDetermined(provider.issuer)) return { verdicts: [], findings: [] };
    const name = providerResourceName(pools[0], String(provider.providerId));
    const audience = provider.allowedAudiences?.find(isDetermined) ?? tokenAudience(name);
    const anyone = { issuer: provider.issuer, audience };
    const admitted = subjects.map(subject => ({ ...anyone, subject }));
    const verdicts = tokenImpostors(admitted, anyone).map(({ who, token }) =>
      tryImpostor(provider, pools, { who, arn: token.subject, trace: () => traceTokenAdmission(provider, token, name) }, policy));
    return { verdicts, findings: findingsOf(provider, verdicts, admitted, name) };
  });
  return { verdicts: all.flatMap(({ verdicts }) => verdicts), findings: all.flatMap(({ findings }) => findings) };
}

/** Service accounts that members of the pool or the condition name. */
function namedSubjects({ attributeCondition: condition }: OtherProvider, pools: readonly string[], { configuration }: GooglePolicy): string[] {
  const inMembers = allMembers(configuration).flatMap(member => {
    const parsed = parsePoolMember(member);
    return parsed !== undefined && pools.includes(parsed.pool) ? parsed.value.match(SUBJECTS) ?? [] : [];
  });
  return [...inMembers, ...condition !== undefined && isDetermined(condition) ? condition.match(SUBJECTS) ?? [] : []];
}

function findingsOf(provider: OtherProvider, verdicts: readonly CallerVerdict[], admitted: readonly TokenIdentity[], name: string): Finding[] {
  const fix = SUBJECT_CONDITION;
  const elements = [googleElement(provider)];
  const found = admittedFindings(provider, verdicts, { fix: `make the member a subject of its own, allow no audience but the full name of the provider, and ${fix}` });
  const { attributeCondition: condition } = provider;
  if (condition === undefined && provider.disabled !== true) {
    return [...found, finding('condition-missing', `${provider.address} has no attribute_condition`, elements,
      { title: 'the provider has no attribute condition, so that every service account of the cluster gets a federated token', fix })];
  }
  // Who comes with the subject that ought to be admitted is no matter of the condition.
  const impostors = verdicts.filter(({ arn }) => admitted.every(({ subject }) => subject !== arn));
  const passed = impostors.filter(({ rejectedBy }) => rejectedBy === undefined || rejectedBy === 'member');
  if (passed.length === 0 || condition === undefined || !isDetermined(condition)) return found;
  // A condition that says no more than whose tokens they are lets everybody pass.
  const nobody = { ...admitted[0], subject: 'nobody' };
  const everyone = traceTokenAdmission(provider, nobody, name).steps.every(step => step.passed === true);
  const severity = everyone || passed.some(({ verdict }) => verdict === 'admitted') ? 'error' : 'warning';
  return [...found, finding(everyone ? 'condition-always-true' : 'condition-too-wide',
    `${condition} - lets pass ${passed.slice(0, 3).map(({ who }) => who).join('; ')}`, elements, { severity, fix })];
}
