import { admissionCheck, poolLookup, providerLookup } from './existing-pool';
import { createdPool, createdProvider } from './pool-and-provider';
import { createdServiceAccount } from './service-accounts';
import { PoolFederation } from '../../federation/federation';
import { projectName } from '../../federation/names';
import { AdmissionCheck, CALLERS_OWN, GoogleElement, GoogleOutput, Predecessor } from '../element';
import { grantElement } from '../grants/grant-element';
import { iamMembers } from '../grants/iam-member';
import { enablesApis, GoogleSideOptions, poolExists } from '../options';
import { accountRestriction } from '../project/account-restriction';
import { poolApis, serviceAccountApis } from '../project/apis';
import { auditLogs } from '../project/audit-logs';
import { requireAwsAccount } from '../project/require-aws-account';

/** The Google side of one pool. */
export interface PoolSide {
  /** Its resources and look-ups, each after what it needs. */
  readonly elements: readonly GoogleElement[];
  readonly checks: readonly AdmissionCheck[];
  readonly outputs: readonly GoogleOutput[];
  readonly warnings: readonly string[];
  /** The service accounts that it creates, by email. */
  readonly serviceAccounts: ReadonlyMap<string, GoogleElement>;
}

/** What is around the pool in its configuration. */
export interface Surroundings {
  /** What the names of the elements begin with. @default - nothing */
  readonly scope?: readonly string[];
  /** What has to exist before the pool, besides its own APIs. @default - nothing */
  readonly before?: readonly Predecessor[];
  /** Returns the element that creates a service account of this email, if the configuration has one already. */
  readonly serviceAccount?: (email: string) => GoogleElement | undefined;
}

/**
 * Returns the Google side of the roles of one pool.
 *
 * @param federations the roles in the order in which they came, at least one
 */
export function poolSide(federations: readonly PoolFederation[], options: GoogleSideOptions, surroundings: Surroundings = {}): PoolSide {
  const { scope = [], before = [], serviceAccount = () => undefined } = surroundings;
  const [first] = federations;
  const project = projectElements(scope, first, options);
  const start: readonly Predecessor[] = [...project.before, ...before, CALLERS_OWN];
  const pool = poolExists(options) ? poolLookup(scope, first, start) : createdPool(scope, first, options, start);
  const provider = options.existingProvider ? providerLookup(scope, first, pool) : createdProvider(scope, federations, options, [pool]);

  const elements = [...project.elements, pool, provider];
  const created = new Map<string, GoogleElement>();
  const accountElements = serviceAccountElements(scope, federations, options, start);
  for (const federation of federations) {
    const account = federation.access.serviceAccount?.email;
    if (account !== undefined && !created.has(account)) {
      const added = accountElements(account);
      elements.push(...added);
      const element = added.at(-1);
      if (element) created.set(account, element);
    }
    const find = (email: string | undefined) => email === undefined ? undefined : created.get(email) ?? serviceAccount(email);
    for (const member of iamMembers(federation)) {
      const granted = member.resource === 'serviceAccount' ? find(member.identity?.serviceAccountEmail) : undefined;
      const accounts = new Set([find(account), granted].filter(element => element !== undefined));
      elements.push(grantElement(scope, member, [pool, provider, ...accounts]));
    }
  }
  return {
    elements: options.forget ? elements.map(forgotten) : elements,
    checks: provider.isLookup ? [admissionCheck(provider, federations)] : [],
    outputs: outputsOf(first),
    warnings: [...existingPoolWarnings(first, pool, provider), ...federations.flatMap(({ warnings }) => warnings.map(({ message }) => message))],
    serviceAccounts: created,
  };
}

/** Returns what the project of a pool needs, and which of it comes before the pool. */
function projectElements(scope: readonly string[], federation: PoolFederation, options: GoogleSideOptions) {
  const { gcpProjectId, gcpProjectNumber } = federation;
  const apis = enablesApis(options) ? poolApis(scope, gcpProjectId, options) : [];
  const logs = options.auditLogs ? auditLogs([...scope, 'audit-logs'], gcpProjectId, apis) : [];
  const restriction = options.restrictAwsAccounts
    ? accountRestriction([...scope, 'aws-accounts'], { parent: projectName(gcpProjectNumber), awsAccountIds: [requireAwsAccount(federation)] }, apis)
    : [];
  return { elements: [...apis, ...logs, ...restriction], before: [...apis, ...restriction] };
}

/** Returns a function that gives an account which is created here, after the APIs of its project if nothing enabled them yet. */
function serviceAccountElements(
  scope: readonly string[], federations: readonly PoolFederation[], options: GoogleSideOptions, start: readonly Predecessor[],
): (email: string) => GoogleElement[] {
  const apisByProject = new Map<string, GoogleElement[]>();
  return email => {
    const usedBy = federations.filter(({ access }) => access.serviceAccount?.email === email);
    const [first] = usedBy;
    const account = first.access.serviceAccount!;
    if (account.accountIdToCreate === undefined) return [];
    const isElsewhere = account.project !== first.gcpProjectId;
    const known = apisByProject.get(account.project);
    const apis = known ?? (isElsewhere && enablesApis(options) ? serviceAccountApis(scope, account.project) : []);
    apisByProject.set(account.project, apis);
    return [...known ? [] : apis, createdServiceAccount(scope, account, usedBy, options, [...start, ...apis])];
  };
}

function outputsOf({ party, poolResourceName, providerResourceName, audience, principalSet, access }: PoolFederation): GoogleOutput[] {
  const { title, identities } = party.workloads;
  const email = access.serviceAccount?.email;
  return [
    { name: 'pool_name', value: poolResourceName, description: 'Resource name of the workload identity pool' },
    { name: 'provider_name', value: providerResourceName, description: 'Resource name of the workload identity pool provider' },
    { name: 'audience', value: audience, description: 'Audience of the credential configuration' },
    { name: 'member', value: principalSet, description: `IAM member that stands for ${identities}` },
    ...email === undefined ? [] : [{ name: 'service_account_email', value: email, description: `Service account that the ${title} acts as` }],
  ];
}

function existingPoolWarnings({ poolId, providerId }: PoolFederation, pool: GoogleElement, provider: GoogleElement): string[] {
  if (!pool.isLookup || provider.isLookup) return [];
  return [`pool '${poolId}' exists: make sure that it has no provider beside '${providerId}', `
    + 'since members do not name the provider, so that another one could forge them'];
}

/** Takes a resource out of the configuration without destroying it; look-ups stay. */
function forgotten(element: GoogleElement): GoogleElement {
  return element.isLookup ? element : { ...element, isForgotten: true };
}
