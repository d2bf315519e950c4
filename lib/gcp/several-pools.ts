import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GcpAuditLogs } from './audit-logs';
import { GcpAwsAccountRestriction } from './aws-account-restriction';
import { distinct, PoolOfRoles } from './federations-by-pool';
import { ForgottenResources } from './forgotten';
import { GcpFederationOptions } from './gcp-federation-props';
import { enablesApis } from './project';
import { enableProjectServices } from './project-services';
import { projectName } from '../federation/names';

/**
 * Makes what several pools of a project share, once for each project, and tells what is left for every pool.
 *
 * What is shared stands beside the pools, under ids of its own, so that no pool is moved when another goes.
 */
export function shareAmongPools(
  stack: Construct, pools: readonly PoolOfRoles[], options: GcpFederationOptions,
): (pool: PoolOfRoles) => GcpFederationOptions {
  const before = new Map<string, ITerraformDependable[]>();
  for (const { gcpProjectId, gcpProjectNumber } of distinct(pools.map(pool => pool.federation), federation => federation.gcpProjectId)) {
    const accounts = pools.flatMap(({ federation }) => federation.gcpProjectId === gcpProjectId ? federation.party.awsAccountId ?? [] : []);
    const apis = new Construct(stack, `apis-${gcpProjectId}`);
    const services = enablesApis(options) ? enableProjectServices(apis, gcpProjectId, options) : [];
    const auditLogs = options.auditLogs ? new GcpAuditLogs(stack, `audit-logs-${gcpProjectId}`, { project: gcpProjectId, dependsOn: services }) : undefined;
    const restriction = options.restrictAwsAccounts
      ? new GcpAwsAccountRestriction(stack, `aws-accounts-${gcpProjectId}`, { parent: projectName(gcpProjectNumber), awsAccountIds: accounts, dependsOn: services })
      : undefined;
    if (options.forget) {
      for (const shared of [apis, auditLogs, restriction]) if (shared) new ForgottenResources(shared).forget();
    }
    before.set(gcpProjectId, [...services, ...restriction?.resources ?? [], ...options.dependsOn ?? []]);
  }
  return pool => ({
    ...options, enableApis: false, auditLogs: false, restrictAwsAccounts: false, dependsOn: before.get(pool.federation.gcpProjectId),
  });
}
