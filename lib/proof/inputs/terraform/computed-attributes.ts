import { computedByAws } from './computed-by-aws';
import type { TerraformResource } from './terraform-resource';
import type { TerraformValues } from './terraform-values';
import { poolResourceName, providerResourceName, serviceAccountMember } from '../../../federation/names';
import { serviceAccountEmail, serviceAccountResourceName } from '../../../federation/service-account';
import { Determined, mapDetermined, Undetermined } from '../../determined';
import { elementsOf, isMap, mapOf, Value } from '../hcl/values';

/** Attributes that a cloud computes, if its answer follows from the arguments. */
export function computedAttribute(values: TerraformValues, resource: TerraformResource, attribute: string): Value | undefined {
  switch (resource.type) {
    case 'google_service_account': return ofServiceAccount(values, resource, attribute);
    case 'google_iam_workload_identity_pool': return ofPool(values, resource, attribute);
    case 'google_iam_workload_identity_pool_provider': return ofProvider(values, resource, attribute);
    case 'google_project': return ofProject(values, resource, attribute);
    case 'google_client_config': return attribute === 'project' ? resource.providerArgument('project') : undefined;
    case 'google_iam_policy': return attribute === 'policy_data' ? policyOf(resource) : undefined;
    case 'terraform_data': return attribute === 'output' ? resource.get('input') : undefined;
    case 'null_resource': return undefined;
    default: return computedByAws(values, resource, attribute);
  }
}

/** The email of a service account that is made, or looked up by id, email or name. */
export function emailOfAccount(values: TerraformValues, resource: TerraformResource): Determined<string> {
  const known = resource.isPlanned ? values.text(resource, 'email') : undefined;
  if (known !== undefined && !(known instanceof Undetermined)) return known;
  return mapDetermined(values.text(resource, 'account_id') ?? missing(resource, 'account_id'), written => {
    const id = written.slice(written.lastIndexOf('/') + 1);
    return id.includes('@') ? id : mapDetermined(values.project(resource), project => serviceAccountEmail(id, project));
  });
}

function ofServiceAccount(values: TerraformValues, resource: TerraformResource, attribute: string): Determined<string> | undefined {
  switch (attribute) {
    case 'email': return emailOfAccount(values, resource);
    case 'member': return mapDetermined(emailOfAccount(values, resource), serviceAccountMember);
    case 'name':
    case 'id': return mapDetermined(emailOfAccount(values, resource), email => mapDetermined(values.project(resource), project => serviceAccountResourceName(email, project)));
    case 'project': return values.project(resource);
    default: return undefined;
  }
}

function ofPool(values: TerraformValues, resource: TerraformResource, attribute: string): Determined<string> | undefined {
  const id = () => mapDetermined(values.project(resource),
    project => mapDetermined(values.text(resource, 'workload_identity_pool_id') ?? missing(resource, 'workload_identity_pool_id'),
      pool => poolResourceName(project, pool)));
  switch (attribute) {
    case 'id': return id();
    case 'project': return values.project(resource);
    case 'name': return numbered(values, id());
    default: return undefined;
  }
}

function ofProvider(values: TerraformValues, resource: TerraformResource, attribute: string): Determined<string> | undefined {
  const id = () => mapDetermined(ofPool(values, resource, 'id')!,
    pool => mapDetermined(values.text(resource, 'workload_identity_pool_provider_id') ?? missing(resource, 'workload_identity_pool_provider_id'),
      provider => providerResourceName(pool, provider)));
  switch (attribute) {
    case 'id': return id();
    case 'project': return values.project(resource);
    case 'name': return numbered(values, id());
    default: return undefined;
  }
}

function ofProject(values: TerraformValues, resource: TerraformResource, attribute: string): Determined<string> | undefined {
  const id = values.text(resource, 'project_id') ?? values.project(resource);
  switch (attribute) {
    case 'project_id': return id;
    case 'id': return mapDetermined(id, known => `projects/${known}`);
    case 'number': return mapDetermined(id, known => /^\d+$/.test(known) ? known : values.projectNumber(known));
    default: return undefined;
  }
}

/** Google names pools by project number, which the configuration holds only if the project is given by number. */
function numbered(values: TerraformValues, id: Determined<string>): Determined<string> {
  return mapDetermined(id, known => {
    const [, project, rest] = /^projects\/([^/]+)(\/.*)$/s.exec(known) ?? [];
    if (/^\d+$/.test(project)) return known;
    return mapDetermined(values.projectNumber(project), number => `projects/${number}${rest}`);
  });
}

/** The policy of a data source, as it is: who reads it as text gets JSON. */
function policyOf(resource: TerraformResource): Value {
  const bindings = resource.get('binding') ?? [];
  return mapOf([['bindings', isMap(bindings) ? [bindings] : elementsOf(bindings) ?? bindings]]);
}

export function missing(resource: TerraformResource, argument: string): Undetermined {
  return new Undetermined(`${resource.address}.${argument}`, 'it is not set', '', 'unset');
}
