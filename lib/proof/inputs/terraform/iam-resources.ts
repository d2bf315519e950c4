import { elementOf, missing, required } from './element';
import { nestedBlocks } from './evaluate-body';
import { GrantedResourceKind, kindOfGrant } from './granted-resource';
import type { TerraformResource } from './terraform-resource';
import type { TerraformValues } from './terraform-values';
import { serviceAccountMember } from '../../../federation/names';
import { Determined, mapDetermined, Undetermined } from '../../determined';
import { Grant, GrantedResource } from '../../policy/google-configuration';
import { PlacedGrant } from '../../policy/holdings';
import { valueOfJson } from '../hcl/functions/json';
import { elementsOf, isMap, isUnknown, Value } from '../hcl/values';

const IAM_TYPE = /^google_(\w+)_iam_(member|binding|policy)$/;

/** What a resource of a Terraform configuration grants. */
export function grantsOf(values: TerraformValues, resource: TerraformResource): PlacedGrant[] {
  if (resource.isData) return [];
  if (resource.type === 'google_bigquery_dataset_access') return datasetAccess(values, resource, entryOf(resource));
  if (resource.type === 'google_bigquery_dataset') return inlineAccess(values, resource);
  const [, type, authority] = IAM_TYPE.exec(resource.type) ?? [];
  if (type === undefined || type.endsWith('_iam')) return [];
  const on = grantedResource(values, resource, kindOfGrant(type, resource));
  const place = (grant: Omit<Grant, keyof ReturnType<typeof elementOf>>): PlacedGrant => ({ on, grant: { ...elementOf(resource), ...grant } });
  if (authority === 'policy') return policyBindings(values, resource).map(grant => place({ ...grant, authority }));
  const role = required(values, resource, 'role');
  const condition = conditionOf(values, resource.address, resource.get('condition'));
  return members(values, resource, authority).map(member => place({ role, member, condition, authority: authority as Grant['authority'] }));
}

function grantedResource(values: TerraformValues, resource: TerraformResource, { kind, named, nameOf }: GrantedResourceKind): GrantedResource {
  if (kind === 'project') return { kind, name: mapDetermined(values.project(resource), name => name.replace(/^projects\//, '')) };
  let name: Determined<string> = '';
  for (const argument of named) {
    const part = mapDetermined(required(values, resource, argument), nameOf);
    name = mapDetermined(name, before => mapDetermined(part, text => before === '' ? text : `${before}/${text}`));
  }
  return { kind, name, ...!UNIQUE.has(kind) && { project: values.project(resource) } };
}

/** Kinds whose names are unique without a project. */
const UNIQUE: ReadonlySet<string> = new Set(['folder', 'organization', 'service account', 'bucket', 'billing account', 'KMS key', 'KMS key ring']);

/** `*_iam_member` names one member, `*_iam_binding` all of a role. */
function members(values: TerraformValues, resource: TerraformResource, authority: string): Determined<string>[] {
  if (authority !== 'binding') return [required(values, resource, 'member')];
  return memberList(values, resource.get('members'), `${resource.address}.members`);
}

function memberList(values: TerraformValues, written: Value | undefined, source: string): Determined<string>[] {
  const missed = new Undetermined(source, 'it is not set', '', 'unset');
  if (written === undefined || written === null) return [missed];
  if (isUnknown(written)) return [written];
  return (elementsOf(written) ?? [written]).map(member => values.textOf(member) ?? missed);
}

function conditionOf(values: TerraformValues, address: string, written: Value | undefined): Determined<string> | undefined {
  const [block] = nestedBlocks(written);
  if (block === undefined) return undefined;
  if (isUnknown(block)) return block;
  const expression = isMap(block) ? values.textOf(block.expression) : undefined;
  return expression ?? new Undetermined(`${address}.condition.expression`, 'it is not set', '', 'unset');
}

/** An entry of the access list of a dataset, which names its grantee in a way of its own. */
type AccessEntry = (name: string) => Value | undefined;

function entryOf(resource: TerraformResource): AccessEntry {
  return name => resource.get(name);
}

function inlineAccess(values: TerraformValues, resource: TerraformResource): PlacedGrant[] {
  return nestedBlocks(resource.get('access')).flatMap(block => isUnknown(block)
    ? [accessGrant(values, resource, block, block)] : isMap(block) ? datasetAccess(values, resource, name => block[name]) : []);
}

const GRANTEES: readonly (readonly [argument: string, member: (written: string) => string])[] = [
  ['iam_member', written => written.replace(/^iamMember:/, '')],
  ['user_by_email', written => /\.gserviceaccount\.com$/.test(written) ? serviceAccountMember(written) : `user:${written}`],
  ['group_by_email', written => `group:${written}`],
  ['domain', written => `domain:${written}`],
  ['special_group', written => written.startsWith('all') ? written : `projectGroup:${written}`],
];

function datasetAccess(values: TerraformValues, resource: TerraformResource, entry: AccessEntry): PlacedGrant[] {
  return GRANTEES.flatMap(([argument, memberOf]) => {
    // In a state, what an entry does not have is empty text.
    const written = values.textOf(entry(argument));
    if (written === undefined || written === '') return [];
    const role = values.textOf(entry('role')) ?? missing(resource, 'role');
    return [accessGrant(values, resource, mapDetermined(written, memberOf), mapDetermined(role, name => DATASET_ROLES[name] ?? name))];
  });
}

function accessGrant(values: TerraformValues, resource: TerraformResource, member: Determined<string>, role: Determined<string>): PlacedGrant {
  const on = { kind: 'BigQuery dataset', name: required(values, resource, 'dataset_id') };
  return { on, grant: { ...elementOf(resource), role, member, authority: 'member' } };
}

const DATASET_ROLES: Readonly<Record<string, string>> = {
  READER: 'roles/bigquery.dataViewer', WRITER: 'roles/bigquery.dataEditor', OWNER: 'roles/bigquery.dataOwner',
};

type Binding = Pick<Grant, 'role' | 'member' | 'condition'>;

/** The bindings of a whole policy: of the data source that it refers to, or of its own JSON. */
function policyBindings(values: TerraformValues, resource: TerraformResource): Binding[] {
  const written = resource.get('policy_data') ?? missing(resource, 'policy_data');
  const policy = typeof written === 'string' ? parsedPolicy(written) : written;
  if (isMap(policy)) return nestedBlocks(policy.bindings).flatMap(binding => bindingGrants(values, resource, binding));
  const open = isUnknown(policy) ? policy : new Undetermined(`${resource.address}.policy_data`, 'it is not a policy in JSON', '', 'invalid');
  return [{ role: open, member: open }];
}

function parsedPolicy(text: string): Value {
  try {
    return valueOfJson(JSON.parse(text));
  } catch {
    return null;
  }
}

function bindingGrants(values: TerraformValues, resource: TerraformResource, binding: Value): Binding[] {
  if (isUnknown(binding)) return [{ role: binding, member: binding }];
  if (!isMap(binding)) return [];
  const role = values.textOf(binding.role) ?? missing(resource, 'binding.role');
  const condition = conditionOf(values, resource.address, binding.condition);
  return memberList(values, binding.members, `${resource.address}.binding.members`).map(member => ({ role, member, condition }));
}

/** The elements that own more than one member, even if they name none: they remove the members of others. */
export function authoritativeOver(values: TerraformValues, resource: TerraformResource) {
  const [, type, authority] = IAM_TYPE.exec(resource.type) ?? [];
  if (resource.isData || type === undefined || authority === 'member') return undefined;
  return {
    ...elementOf(resource),
    authority,
    on: grantedResource(values, resource, kindOfGrant(type, resource)),
    role: authority === 'binding' ? required(values, resource, 'role') : undefined,
    grants: grantsOf(values, resource),
  };
}

export type Authority = NonNullable<ReturnType<typeof authoritativeOver>>;

