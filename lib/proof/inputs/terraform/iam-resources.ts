import { many, TerraformDocument, TerraformResource } from './terraform-document';
import { nestedBlock, TerraformValues } from './terraform-values';
import { serviceAccountMember } from '../../../federation/names';
import { Determined, isDetermined, mapDetermined, Undetermined } from '../../determined';
import { Grant, GrantedResource } from '../../policy/google-configuration';
import { PlacedGrant } from '../../policy/holdings';
import { isObject } from '../read-json';

const IAM_TYPE = /^google_(\w+)_iam_(member|binding|policy)$/;
const DATASET_ACCESS = 'google_bigquery_dataset_access';

/** Kinds of resources whose name in words, or whose naming arguments, do not follow from the Terraform type. */
const KINDS: Readonly<Record<string, readonly [kind: string, ...named: string[]]>> = {
  project: ['project', 'project'],
  folder: ['folder', 'folder'],
  organization: ['organization', 'org_id'],
  service_account: ['service account', 'service_account_id'],
  storage_bucket: ['bucket', 'bucket'],
  bigquery_dataset: ['BigQuery dataset', 'dataset_id'],
  bigquery_table: ['BigQuery table', 'dataset_id', 'table_id'],
  pubsub_topic: ['topic', 'topic'],
  pubsub_subscription: ['subscription', 'subscription'],
  secret_manager_secret: ['secret', 'secret_id'],
  kms_crypto_key: ['KMS key', 'crypto_key_id'],
  kms_key_ring: ['KMS key ring', 'key_ring_id'],
  cloud_run_service: ['Cloud Run service', 'service'],
  cloud_run_v2_service: ['Cloud Run service', 'name'],
  billing_account: ['billing account', 'billing_account_id'],
};

/** Kinds whose one argument holds the whole name; those of others come to it in plans and states, where configurations have the last part. */
const FULL_NAMES: ReadonlySet<string> = new Set(['KMS key', 'KMS key ring']);

const PARENTS = /^projects\/[^/]+\/(?:[^/]+\/)*/;

const NOT_NAMING = new Set(['role', 'member', 'members', 'condition', 'policy_data', 'project', 'location', 'region', 'zone', 'provider', 'etag', 'id',
  'depends_on', 'lifecycle', 'count', 'for_each', '//']);

/** What a resource of a Terraform configuration grants. */
export function grantsOf(document: TerraformDocument, values: TerraformValues, resource: TerraformResource): PlacedGrant[] {
  if (resource.isData) return [];
  if (resource.type === DATASET_ACCESS) return datasetAccess(values, resource);
  const [, type, authority] = IAM_TYPE.exec(resource.type) ?? [];
  if (type === undefined || type.endsWith('_iam')) return [];
  const on = grantedResource(values, resource, type);
  const place = (grant: Omit<Grant, keyof ReturnType<typeof elementOf>>): PlacedGrant => ({ on, grant: { ...elementOf(resource), ...grant } });
  if (authority === 'policy') return policyBindings(document, values, resource).map(grant => place({ ...grant, authority }));
  const role = required(values, resource, 'role');
  const condition = conditionOf(values, resource, nestedBlock(resource, 'condition'));
  return members(values, resource, authority).map(member => place({ role, member, condition, authority: authority as Grant['authority'] }));
}

/** Where an element stands. */
export function elementOf({ address, file, configuration, constructPath, source, existence }: TerraformResource) {
  return { address, file, configuration, constructPath, source, existence };
}

export function required(values: TerraformValues, resource: TerraformResource, name: string): Determined<string> {
  return values.text(resource, name) ?? missing(resource, name);
}

export function missing(resource: TerraformResource, name: string): Undetermined {
  return new Undetermined(`${resource.address}.${name}`, 'it is not set', '', 'unset');
}

function grantedResource(values: TerraformValues, resource: TerraformResource, type: string): GrantedResource {
  const [kind, ...named] = KINDS[type] ?? [type.replace(/_/g, ' '), ...Object.keys(resource.attributes).filter(name => !NOT_NAMING.has(name)).sort()];
  if (kind === 'project') return { kind, name: mapDetermined(values.project(resource), name => name.replace(/^projects\//, '')) };
  if (kind === 'service account') return { kind, name: mapDetermined(required(values, resource, named[0]), name => name.slice(name.lastIndexOf('/') + 1)) };
  let name: Determined<string> = '';
  for (const argument of named) {
    const part = mapDetermined(required(values, resource, argument), text => FULL_NAMES.has(kind) ? text : text.replace(PARENTS, ''));
    name = mapDetermined(name, before => mapDetermined(part, text => before === '' ? text : `${before}/${text}`));
  }
  return { kind, name: mapDetermined(name, text => kind === 'bucket' ? text.replace(/^b\//, '') : text) };
}

/** `*_iam_member` names one member, `*_iam_binding` all of a role. */
function members(values: TerraformValues, resource: TerraformResource, authority: string): Determined<string>[] {
  const { members: all } = resource.attributes;
  if (!Array.isArray(all)) return [required(values, resource, authority === 'binding' ? 'members' : 'member')];
  return all.map(member => values.textIn(resource, member) ?? missing(resource, 'members'));
}

function conditionOf(values: TerraformValues, resource: TerraformResource, block: unknown): Determined<string> | undefined {
  if (block === undefined) return undefined;
  return (isObject(block) ? values.textIn(resource, block.expression) : undefined) ?? missing(resource, 'condition.expression');
}

/** A dataset has an access list, each entry of which names its grantee in a way of its own. */
function datasetAccess(values: TerraformValues, resource: TerraformResource): PlacedGrant[] {
  // In a state, what an entry does not have is empty text.
  const [email, set] = ['user_by_email', 'iam_member'].map(name => values.text(resource, name) || undefined);
  const member = set ?? (email === undefined ? undefined : mapDetermined(email, serviceAccountMember));
  if (member === undefined) return [];
  const on = { kind: 'BigQuery dataset', name: required(values, resource, 'dataset_id') };
  const role = mapDetermined(required(values, resource, 'role'), name => DATASET_ROLES[name] ?? name);
  const known = mapDetermined(member, text => text.replace(/^iamMember:/, ''));
  return [{ on, grant: { ...elementOf(resource), role, member: known, authority: 'member' } }];
}

const DATASET_ROLES: Readonly<Record<string, string>> = {
  READER: 'roles/bigquery.dataViewer', WRITER: 'roles/bigquery.dataEditor', OWNER: 'roles/bigquery.dataOwner',
};

/** The bindings of a whole policy: of the data source that it refers to, or of its own JSON. */
function policyBindings(document: TerraformDocument, values: TerraformValues, resource: TerraformResource): Pick<Grant, 'role' | 'member' | 'condition'>[] {
  const written = resource.attributes.policy_data;
  const source = typeof written === 'string' ? /^\$\{(data\.google_iam_policy\.[^.]+)\.policy_data\}$/.exec(written)?.[1] : undefined;
  const found = source === undefined ? undefined : document.resources.get(source);
  if (found !== undefined) return many(found.attributes.binding).flatMap(binding => bindingGrants(values, found, binding));
  const text = values.text(resource, 'policy_data') ?? missing(resource, 'policy_data');
  if (!isDetermined(text)) return [{ role: text, member: text }];
  const bindings = parsedBindings(text);
  return bindings === undefined
    ? [{ role: new Undetermined(`${resource.address}.policy_data`, 'it is not a policy in JSON'), member: new Undetermined(text.slice(0, 200), 'it is not a policy in JSON') }]
    : bindings.flatMap(binding => bindingGrants(values, { ...resource, isPlanned: true }, binding));
}

function parsedBindings(text: string): unknown[] | undefined {
  try {
    const policy = JSON.parse(text) as unknown;
    return isObject(policy) ? many(policy.bindings) : undefined;
  } catch {
    return undefined;
  }
}

function bindingGrants(values: TerraformValues, resource: TerraformResource, binding: unknown): Pick<Grant, 'role' | 'member' | 'condition'>[] {
  if (!isObject(binding)) return [];
  const role = values.textIn(resource, binding.role) ?? missing(resource, 'binding.role');
  const condition = conditionOf(values, resource, many(binding.condition)[0]);
  if (!Array.isArray(binding.members)) return [{ role, member: values.textIn(resource, binding.members) ?? missing(resource, 'binding.members'), condition }];
  return binding.members.map(member => ({ role, member: values.textIn(resource, member) ?? missing(resource, 'binding.members'), condition }));
}

/** The elements that own more than one member, also where they name none: they remove the members of others. */
export function authoritativeOver(document: TerraformDocument, values: TerraformValues, resource: TerraformResource) {
  const [, type, authority] = IAM_TYPE.exec(resource.type) ?? [];
  if (resource.isData || type === undefined || authority === 'member') return undefined;
  return {
    ...elementOf(resource),
    authority,
    on: grantedResource(values, resource, type),
    role: authority === 'binding' ? required(values, resource, 'role') : undefined,
    grants: grantsOf(document, values, resource),
  };
}

export type Authority = NonNullable<ReturnType<typeof authoritativeOver>>;
