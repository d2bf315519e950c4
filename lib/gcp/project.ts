import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GcpAuditLogs, requireNewAuditLogs } from './audit-logs';
import { GcpAwsAccountRestriction, requireNewRestriction } from './aws-account-restriction';
import { GcpAnyFederationConstructProps, GcpFederationOptions } from './gcp-federation-props';
import { enableProjectServices } from './project-services';
import { resolveForTerraform } from './resolve';
import { requireNewFederation } from './role-claims';
import { poolExists, validateOptions } from './validate-options';
import { refuse } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { projectName } from '../federation/names';

/** Refuses, before anything is created, a federation that is wrong in itself or contradicts another of the tree. */
export function requirePossible(scope: Construct, props: GcpAnyFederationConstructProps): PoolFederation {
  validateOptions(props);
  const federation = resolveForTerraform(props);
  requireNewFederation(scope, federation);
  if (props.auditLogs) requireNewAuditLogs(scope, federation.gcpProjectId);
  if (props.restrictAwsAccounts) {
    requireAwsAccount(federation);
    requireNewRestriction(scope, projectName(federation.gcpProjectNumber));
  }
  return federation;
}

/** Whether the APIs of a federation are to be enabled: whoever manages an existing pool has enabled them. */
export function enablesApis(options: GcpFederationOptions): boolean {
  return options.enableApis ?? !poolExists(options);
}

/** Sets up the project of a pool, and tells what the pool comes after. */
export function prepareProject(scope: Construct, federation: PoolFederation, options: GcpFederationOptions): ITerraformDependable[] {
  const { gcpProjectId, gcpProjectNumber } = federation;
  const apis = enablesApis(options) ? enableProjectServices(scope, gcpProjectId, options) : [];
  if (options.auditLogs) new GcpAuditLogs(scope, 'audit-logs', { project: gcpProjectId, dependsOn: apis });
  const restriction = options.restrictAwsAccounts
    ? new GcpAwsAccountRestriction(scope, 'aws-accounts', {
      parent: projectName(gcpProjectNumber), awsAccountIds: [requireAwsAccount(federation)], dependsOn: apis,
    }).resources
    : [];
  return [...apis, ...restriction, ...options.dependsOn ?? []];
}

function requireAwsAccount(federation: PoolFederation): string {
  return federation.party.awsAccountId
    ?? refuse('restrictAwsAccounts', true, `is about AWS accounts, and this pool trusts ${federation.party.description}`, 'make a GcpAwsAccountRestriction, which takes issuerUris as well');
}
