import { PoolOfRoles } from './federations-by-pool';
import { projectName } from '../../federation/names';
import { GoogleElement } from '../element';
import { enablesApis, GoogleSideOptions } from '../options';
import { accountRestriction, validateRestriction } from '../project/account-restriction';
import { poolApis } from '../project/apis';
import { auditLogs } from '../project/audit-logs';

/** The part of a configuration that several pools of one project share. */
export interface SharedElements {
  readonly gcpProjectId: string;
  readonly elements: readonly GoogleElement[];
  /** What each pool of the project comes after. */
  readonly before: readonly GoogleElement[];
  /** The names of the groups of elements, which stand for their owners. */
  readonly groups: { readonly auditLogs: string; readonly restriction: string };
  /** The resource that the restriction of AWS accounts is on. @default - it is not restricted */
  readonly restrictedParent?: string;
}

/**
 * Returns what several pools of a project share, once for each project.
 *
 * It has names of its own next to those of the pools, so that no pool is moved if another goes.
 */
export function sharedElements(pools: readonly PoolOfRoles[], options: GoogleSideOptions): SharedElements[] {
  const projects = new Map(pools.map(([first]) => [first.gcpProjectId, first.gcpProjectNumber]).reverse() as [string, string][]);
  return [...projects].reverse().map(([gcpProjectId, gcpProjectNumber]) => {
    const accounts = pools.flatMap(([first]) => first.gcpProjectId === gcpProjectId ? first.party.awsAccountId ?? [] : []);
    const groups = { auditLogs: `audit-logs-${gcpProjectId}`, restriction: `aws-accounts-${gcpProjectId}` };
    const parent = projectName(gcpProjectNumber);
    const apis = enablesApis(options) ? poolApis([`apis-${gcpProjectId}`], gcpProjectId, options) : [];
    const logs = options.auditLogs ? auditLogs([groups.auditLogs], gcpProjectId, apis) : [];
    const restriction = options.restrictAwsAccounts
      ? accountRestriction([groups.restriction], validateRestriction({ parent, awsAccountIds: accounts }), apis)
      : [];
    const elements = [...apis, ...logs, ...restriction];
    return {
      gcpProjectId,
      elements: options.forget ? elements.map(element => ({ ...element, isForgotten: true })) : elements,
      before: [...apis, ...restriction],
      groups,
      restrictedParent: options.restrictAwsAccounts ? parent : undefined,
    };
  });
}

/** Returns the options of one of several pools: without what they share. */
export function withoutShared<T extends GoogleSideOptions>(options: T): T {
  return { ...options, enableApis: false, auditLogs: false, restrictAwsAccounts: false };
}
