import { emailOfAccount } from './computed-attributes';
import { elementOf, required } from './element';
import { nestedBlocks } from './evaluate-body';
import { authoritativeOver, grantsOf } from './iam-resources';
import { markOverwritten } from './overwritten';
import { poolOf } from './pools';
import { awsProvider, otherProvider } from './providers';
import { readTerraformDocuments, TerraformDocument, TerraformReadOptions } from './terraform-document';
import type { TerraformResource } from './terraform-resource';
import { TerraformValues } from './terraform-values';
import { Determined, mapDetermined, Undetermined } from '../../determined';
import {
  AccessBoundary, CustomRole, DenyPolicy, DenyRule, GoogleConfiguration, ServiceAccount, ServiceAccountKey,
} from '../../policy/google-configuration';
import { PlacedGrant } from '../../policy/holdings';
import { elementsOf, isMap, isUnknown, Value } from '../hcl/values';
import { InputError } from '../input-error';
import { mergedReadings } from '../merged-readings';

/**
 * Reads what Terraform configurations, plans and states say about who may act in Google Cloud.
 *
 * Throws `InputError` if a file is missing, cannot be parsed or is of an unknown kind.
 *
 * @param paths output folders of CDKTF, folders or files of a configuration, plans or states
 */
export function readGoogleConfiguration(paths: string | readonly string[], options: TerraformReadOptions = {}): GoogleConfiguration {
  return googleConfiguration(readTerraformDocuments(paths, options), new Map(), options);
}

/** @param projectNumbers project numbers by project id, as far as they are known from elsewhere */
export function googleConfiguration(
  documents: readonly TerraformDocument[], projectNumbers: ReadonlyMap<string, string> = new Map(), options: TerraformReadOptions = {},
): GoogleConfiguration {
  const all = documents.map(document => new TerraformValues(document, { projectNumbers, options }));
  requireKnownKind(all);
  const each = <T>(change: (values: TerraformValues, resource: TerraformResource) => T | readonly T[] | undefined): T[] =>
    all.flatMap(values => values.resources.flatMap(resource => change(values, resource) ?? []) as T[]);
  const ofType = <T>(type: string, change: (values: TerraformValues, resource: TerraformResource) => T | readonly T[] | undefined): T[] =>
    each((values, resource) => resource.type === type ? change(values, resource) : undefined);
  const grants = markOverwritten(each<PlacedGrant>(grantsOf), each(authoritativeOver));
  const on = (kind: string) => grants.filter(({ on: { kind: own } }) => own === kind);
  return {
    pools: ofType(POOL, poolOf),
    awsProviders: ofType(PROVIDER, awsProvider),
    otherProviders: ofType(PROVIDER, otherProvider),
    serviceAccounts: ofType(ACCOUNT, (values, resource) => resource.isData ? undefined : serviceAccount(values, resource)),
    serviceAccountBindings: on('service account').map(({ grant, on: { name } }) => ({ ...grant, serviceAccount: name })),
    projectGrants: on('project').map(({ grant, on: { name } }) => ({ ...grant, project: name })),
    resourceGrants: grants.filter(({ on: { kind } }) => kind !== 'service account' && kind !== 'project')
      .map(({ grant, on: resource }) => ({ ...grant, resource })),
    serviceAccountKeys: ofType('google_service_account_key', (values, resource) => resource.isData ? undefined : accountKey(values, resource)),
    denyPolicies: ofType('google_iam_deny_policy', denyPolicy),
    accessBoundaries: each((values, resource) => ACCESS_BOUNDARY.test(resource.type) ? accessBoundary(values, resource) : undefined),
    customRoles: each((values, resource) => customRole(values, resource)),
    ...mergedReadings(all.map(({ reading }) => reading)),
  };
}

const ACCOUNT = 'google_service_account';
const POOL = 'google_iam_workload_identity_pool';
const PROVIDER = 'google_iam_workload_identity_pool_provider';
const ACCESS_BOUNDARY = /^google_iam_(?:\w+_)?(?:principal_)?access_boundary_policy$/;

/** Nothing can be judged of files that say nothing about Google Cloud. */
function requireKnownKind(all: readonly TerraformValues[]): void {
  const isKnown = ({ resources, document: { module }, reading: { unread = [] } }: TerraformValues) => unread.length > 0
    || resources.some(({ type }) => type.startsWith('google_')) || [...module?.names.keys() ?? []].some(type => /^(?:data\.)?google_/.test(type));
  if (all.length === 0 || all.some(isKnown)) return;
  const { document } = all[0];
  throw new InputError(document.source.path, 'it declares no resource of Google Cloud, so there is nothing to judge');
}

function serviceAccount(values: TerraformValues, resource: TerraformResource): ServiceAccount {
  return { ...elementOf(resource), email: emailOfAccount(values, resource), disabled: values.flag(resource, 'disabled') };
}

function accountKey(values: TerraformValues, resource: TerraformResource): ServiceAccountKey {
  const named = required(values, resource, 'service_account_id');
  return { ...elementOf(resource), serviceAccount: mapDetermined(named, name => name.slice(name.lastIndexOf('/') + 1)) };
}

function denyPolicy(values: TerraformValues, resource: TerraformResource): DenyPolicy {
  const parent = mapDetermined(required(values, resource, 'parent'), name => decoded(name).replace(/^cloudresourcemanager\.googleapis\.com\//, ''));
  const rules = nestedBlocks(resource.get('rules')).flatMap(rule => isMap(rule) ? nestedBlocks(rule.deny_rule) : [rule]);
  return { ...elementOf(resource), parent, rules: rules.map(rule => denyRule(values, rule)) };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A rule that is not known may deny anything to anybody. */
function denyRule(values: TerraformValues, rule: Value): DenyRule {
  if (!isMap(rule)) {
    const open = isUnknown(rule) ? rule : new Undetermined('deny_rule', 'it is not a block', '', 'invalid');
    return { deniedPrincipals: [open], exceptionPrincipals: [], deniedPermissions: [open], exceptionPermissions: [] };
  }
  const [condition] = nestedBlocks(rule.denial_condition);
  return {
    deniedPrincipals: textsOf(values, rule.denied_principals),
    exceptionPrincipals: textsOf(values, rule.exception_principals),
    deniedPermissions: textsOf(values, rule.denied_permissions),
    exceptionPermissions: textsOf(values, rule.exception_permissions),
    ...isUnknown(condition) && { condition },
    ...isMap(condition) && { condition: values.textOf(condition.expression) },
  };
}

function textsOf(values: TerraformValues, written: Value | undefined): Determined<string>[] {
  if (isUnknown(written)) return [written];
  return (written === undefined || written === null ? [] : elementsOf(written) ?? []).flatMap(one => values.textOf(one) ?? []);
}

function accessBoundary(values: TerraformValues, resource: TerraformResource): AccessBoundary {
  const id = resource.names.find(name => name.endsWith('policy_id')) ?? 'name';
  return { ...elementOf(resource), name: required(values, resource, id) };
}

function customRole(values: TerraformValues, resource: TerraformResource): CustomRole | undefined {
  const [, level] = /^google_(project|organization)_iam_custom_role$/.exec(resource.type) ?? [];
  if (level === undefined || resource.isData) return undefined;
  const parent = level === 'project' ? mapDetermined(values.project(resource), project => `projects/${project}`)
    : mapDetermined(required(values, resource, 'org_id'), id => `organizations/${id}`);
  const name = mapDetermined(parent, above => mapDetermined(required(values, resource, 'role_id'), id => `${above}/roles/${id}`));
  return { ...elementOf(resource), name, permissions: textsOf(values, resource.get('permissions')) };
}
