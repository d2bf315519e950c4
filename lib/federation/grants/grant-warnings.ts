import { FederationWarning } from '../warning';
import { BoundGrant } from './bound-grant';
import { describeUnknownRole, findPredefinedRole, isUnknownRole, RoleReach } from './predefined-roles';
import { describeResource } from './resource-kinds';

interface Caution {
  readonly id: string;
  readonly concerns: (role: string) => boolean;
  readonly message: (role: string) => string;
}

/** The roles that each hold on nearly everything, the newer names included. */
const BASIC = ['roles/owner', 'roles/editor', 'roles/viewer', 'roles/admin', 'roles/writer', 'roles/reader'];

/** Attaches service accounts to resources, which then act as them: a reach that the list of roles does not record. */
const ATTACHES_ACCOUNTS = 'roles/iam.serviceAccountUser';

/** Whether a role is one of those that hold on nearly everything. */
export function isBasicRole(role: string): boolean {
  return BASIC.includes(role);
}

/** In the order of their weight: a role is warned of once. */
const CAUTIONS: readonly Caution[] = [
  {
    id: 'unknownRole',
    concerns: isUnknownRole,
    message: role => `${describeUnknownRole(role)}; correct the name, or acknowledge this warning if Google has added the role since`,
  },
  {
    id: 'basicRole',
    concerns: isBasicRole,
    message: () => 'is a basic role, which reaches nearly every resource of the project; grant a predefined role instead',
  },
  {
    id: 'poolAdministration',
    concerns: hasReach('pools'),
    message: () => 'lets the identity change who is admitted to pools, its own included; leave pools to the team that applies this configuration',
  },
  {
    id: 'tokenCreation',
    concerns: role => hasReach('tokens')(role) || role === ATTACHES_ACCOUNTS,
    message: () => 'lets the identity act as service accounts, with everything that they hold; grant it on the one account that is meant, never on a project',
  },
  {
    id: 'keyCreation',
    concerns: hasReach('keys'),
    message: () => 'lets the identity create keys, which outlive the federation; grant a role that does not include keys',
  },
  {
    id: 'policySetting',
    concerns: hasReach('policies'),
    message: () => 'lets the identity set the allow policy of what it is granted on, and so give more to itself and others; grant a role that only uses the resource',
  },
];

function hasReach(reach: RoleReach): (role: string) => boolean {
  return role => findPredefinedRole(role)?.reach.has(reach) ?? false;
}

/** Warns of roles that Google does not know, and of those that reach further than a workload needs. */
export function grantWarnings(grants: readonly BoundGrant[]): FederationWarning[] {
  return grants.flatMap(grant => {
    const caution = CAUTIONS.find(({ concerns }) => concerns(grant.role));
    if (!caution) return [];
    return [{ id: `cdk-gcp-federation:${caution.id}`, message: `grant '${grant.role}' on ${describeResource(grant)} ${caution.message(grant.role)}` }];
  });
}
