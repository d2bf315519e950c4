import { decideStep, StepDecision } from './step-list';
import { TrustCondition, TrustedPrincipal, TrustStatement, trustStatements } from './trust-policy';
import { isDetermined } from '../../determined';
import { AwsRole, AwsWorkload, AwsWorkloadKind } from '../../inputs/cloudformation';
import { ElementReference, Finding } from '../check-report';
import { finding } from '../findings/catalogue';

const STEP = 'AWS role';
/** The services that hand out the credentials of a role to each kind of workload. */
const SERVICES: Readonly<Record<AwsWorkloadKind, readonly string[]>> = {
  'ec2-instance': ['ec2'],
  'auto-scaling-group': ['ec2'],
  'launch-template': ['ec2'],
  'lambda-function': ['lambda', 'edgelambda'],
  'ecs-task': ['ecs-tasks'],
  'codebuild-project': ['codebuild'],
  'kubernetes-pod': ['pods.eks', 'ec2'],
};
const SERVICE = /^([a-z0-9.-]+?)\.amazonaws\.com(?:\.cn)?$/;
/** Issuers whose tokens all of their customers can get. */
const SHARED_ISSUERS = [
  'token.actions.githubusercontent.com', 'gitlab.com', 'app.terraform.io', 'accounts.google.com', 'cognito-identity.amazonaws.com', 'www.amazon.com',
  'graph.facebook.com', 'agent.buildkite.com', 'oidc.vercel.com', 'api.pulumi.com', 'oidc.fly.io',
];
/** Cognito's customers are told apart by the audience, the identity pool. */
const DECISIVE_CLAIM: Readonly<Record<string, string>> = { 'cognito-identity.amazonaws.com': 'aud' };
const CALLER_KEYS = [
  'aws:principalarn', 'aws:principalaccount', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:userid', 'aws:username',
  'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'saml:aud', 'saml:sub',
];
const PINS = /^(?:For(?:Any|All)Values:)?(?:String|Arn)(?:Equals|Like|EqualsIgnoreCase)$/i;

/** Decides whether the service that runs a workload may assume its role, and who else may become the workload. */
export function trustSteps(workload: AwsWorkload, roles: readonly AwsRole[]): StepDecision[] {
  const role = roleOf(workload, roles);
  if (role?.trustPolicy === undefined) return [];
  const element: ElementReference = {
    side: 'aws', file: role.templateFile ?? workload.templateFile, address: role.logicalId ?? '', constructPath: role.constructPath, source: role.source,
  };
  if (!isDetermined(role.trustPolicy)) {
    if (role.trustPolicy.cause === 'unset') return [];
    const detail = `${role.trustPolicy.source}: ${role.trustPolicy.reason}`;
    return [decideStep(STEP, 'depends', detail, finding('trust-not-known', detail, [element]))];
  }
  const statements = trustStatements(role.trustPolicy);
  const account = role.account ?? workload.account;
  const findings = statements
    .flatMap(statement => statement.principals.flatMap(principal => principalFindings(principal, statement, account, element)));
  const missing = missingService(workload, statements);
  if (missing !== undefined) {
    return [decideStep(STEP, 'rejected', missing, finding('trust-service', missing, [element]), ...findings)];
  }
  const verdict = findings.some(({ severity }) => severity === 'depends') ? 'depends' : 'passed';
  return [decideStep(STEP, verdict, `${role.logicalId ?? 'the role'} may be assumed by the service that runs the workload`, ...findings)];
}

function roleOf({ role, templateFile }: AwsWorkload, roles: readonly AwsRole[]): AwsRole | undefined {
  if (role === undefined || !isDetermined(role) || role.logicalId === undefined) return undefined;
  const named = roles.filter(({ logicalId }) => logicalId === role.logicalId);
  return named.find(one => one.templateFile === templateFile) ?? (named.length === 1 ? named[0] : undefined);
}

function missingService({ kind }: AwsWorkload, statements: readonly TrustStatement[]): string | undefined {
  const principals = statements.flatMap(statement => statement.principals);
  const services = principals.flatMap(({ kind: of, name }) => of === 'Service' ? SERVICE.exec(name)?.[1] ?? [name] : []);
  const isOpen = services.some(name => name.includes('$') || name === '*') || principals.some(({ name }) => name === '*')
    || (kind === 'kubernetes-pod' && principals.some(principal => principal.kind === 'Federated'));
  // A service may be named with its region.
  const names = services.map(name => name.replace(/\.[a-z]{2}(?:-[a-z]+)+-\d$/, ''));
  if (isOpen || names.some(name => SERVICES[kind].includes(name))) return undefined;
  const trusted = principals.map(({ name }) => name).join(', ') || 'nobody';
  return `the trust policy names ${trusted}; ${SERVICES[kind][0]}.amazonaws.com runs the workload`;
}

function principalFindings(
  { kind, name }: TrustedPrincipal, statement: TrustStatement, account: string | undefined, element: ElementReference,
): Finding[] {
  if (kind === 'Federated') return federatedFindings(name, statement, element);
  if (kind !== 'AWS') return [];
  if (name === '*' || name === 'arn:aws:iam::*:root') {
    if (statement.hasUnknownCondition || statement.conditions.some(isNarrowing)) return [];
    return [finding('trust-everyone', `the trust policy names ${name} without a condition on the caller`, [element])];
  }
  if (/^\$\{(?!AWS::)[^}]*\}$/.test(name)) return [finding('trust-not-known', `a principal of the trust policy is ${name}`, [element])];
  const other = /^(?:arn:[a-z-]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(name)?.[1];
  return other === undefined || account === undefined || other === account ? [] : [finding('trust-other-account', `the trust policy names ${name}`, [element])];
}

function federatedFindings(name: string, { conditions, hasUnknownCondition }: TrustStatement, element: ElementReference): Finding[] {
  const issuer = SHARED_ISSUERS.find(host => name === host || name.endsWith(`:oidc-provider/${host}`));
  if (issuer === undefined || hasUnknownCondition) return [];
  const claim = `${issuer}:${DECISIVE_CLAIM[issuer] ?? 'sub'}`;
  const isPinned = conditions
    .some(({ key, operator, values }) => key === claim.toLowerCase() && PINS.test(operator) && values.every(namesOwner));
  return isPinned ? [] : [finding('trust-shared-issuer', `the trust policy names ${name} without a condition on ${claim}`, [element])];
}

function isNarrowing({ operator, key, values }: TrustCondition): boolean {
  return CALLER_KEYS.includes(key) && PINS.test(operator) && values.every(value => !/^(?:\*|arn:aws:iam::\*.*)$/.test(value));
}

/** A pattern such as `repo:*` names nobody's repositories in particular. */
function namesOwner(value: string): boolean {
  return /^(?:[a-z_]+:)?[^*?:]+/i.test(value) && !/^[a-z_]+:[*?]/i.test(value) && !/^[*?]/.test(value);
}
