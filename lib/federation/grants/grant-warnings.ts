import { FederationWarning } from '../warning';
import { BoundGrant } from './bound-grant';
import { describeResource } from './resource-kinds';

interface Caution {
  readonly id: string;
  readonly concerns: (role: string) => boolean;
  readonly message: string;
}

const BASIC = ['roles/owner', 'roles/editor', 'roles/viewer'];

const MINTS_TOKENS = [
  'roles/iam.serviceAccountTokenCreator', 'roles/iam.serviceAccountOpenIdTokenCreator', 'roles/iam.workloadIdentityUser',
  'roles/iam.serviceAccountUser', 'roles/iam.serviceAccountKeyAdmin',
];

/** Beside the administrator roles that services call `roles/SERVICE.admin`. */
const SETS_POLICIES = [
  'roles/resourcemanager.projectIamAdmin', 'roles/resourcemanager.folderIamAdmin', 'roles/resourcemanager.folderAdmin',
  'roles/resourcemanager.organizationAdmin', 'roles/iam.securityAdmin', 'roles/iam.serviceAccountAdmin', 'roles/iam.roleAdmin',
  'roles/iam.organizationRoleAdmin', 'roles/iam.denyAdmin', 'roles/orgpolicy.policyAdmin', 'roles/storage.legacyBucketOwner',
  'roles/bigquery.dataOwner', 'roles/spanner.databaseAdmin',
];

/** In the order of their weight: a role is warned of once. */
const CAUTIONS: readonly Caution[] = [
  {
    id: 'basicRole',
    concerns: role => BASIC.includes(role),
    message: 'is a basic role, which reaches nearly every resource of the project; grant a predefined role instead',
  },
  {
    id: 'poolAdministration',
    concerns: role => /^roles\/iam\.work(?:load|force)(?:IdentityPool|Pool)Admin$/.test(role),
    message: 'lets the identity rewrite who is admitted to pools, its own included; leave pools to whoever applies this configuration',
  },
  {
    id: 'tokenCreation',
    concerns: role => MINTS_TOKENS.includes(role),
    message: 'lets the identity act as service accounts, with all that they hold; grant it on the one account that is meant, never on a project',
  },
  {
    id: 'policySetting',
    concerns: role => SETS_POLICIES.includes(role) || /^roles\/(?:\w+\.)+admin$/.test(role),
    message: 'administers what it is granted on, as a rule including its allow policy, so that the identity can give more to itself and others; '
      + 'grant a role that only uses the resource',
  },
];

/** Warns of the roles that reach further than a workload needs. */
export function grantWarnings(grants: readonly BoundGrant[]): FederationWarning[] {
  return grants.flatMap(grant => {
    const caution = CAUTIONS.find(({ concerns }) => concerns(grant.role));
    if (!caution) return [];
    return [{ id: `cdk-gcp-federation:${caution.id}`, message: `grant '${grant.role}' on ${describeResource(grant)} ${caution.message}` }];
  });
}
