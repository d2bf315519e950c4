import { attributeMapping } from '../../federation/attribute-mapping';
import { GcpSubject } from '../../federation/subject';
import { Determined, mapDetermined, Undetermined } from '../determined';
import { AwsProvider, GoogleConfiguration, Pool, ProjectGrant, ResourceGrant, ServiceAccount, ServiceAccountBinding } from '../google/google-configuration';
import { isObject } from '../read-json';
import { readTerraformDocument, TerraformDocument, TerraformResource } from './terraform-document';
import { terraformConfigurationFiles } from './terraform-files';
import { nestedBlock, TerraformValues } from './terraform-values';

/**
 * Reads what a Terraform configuration in JSON says about who may act in Google Cloud.
 *
 * Throws `InputError` where a file is missing or is not Terraform JSON.
 *
 * @param path the output folder of CDKTF, a folder of `*.tf.json`, or one such file
 */
export function readGoogleConfiguration(path: string): GoogleConfiguration {
  const parts = terraformConfigurationFiles(path).map(files => googleConfiguration(readTerraformDocument(files)));
  return {
    pools: parts.flatMap(part => part.pools),
    awsProviders: parts.flatMap(part => part.awsProviders),
    serviceAccounts: parts.flatMap(part => part.serviceAccounts),
    serviceAccountBindings: parts.flatMap(part => part.serviceAccountBindings),
    projectGrants: parts.flatMap(part => part.projectGrants),
    resourceGrants: parts.flatMap(part => part.resourceGrants),
  };
}

function googleConfiguration(document: TerraformDocument): GoogleConfiguration {
  const values = new TerraformValues(document);
  const ofType = (...types: string[]) => [...document.resources.values()].filter(resource => types.includes(resource.type));
  const onAccounts = iamTypes('google_service_account');
  const onProjects = iamTypes('google_project');
  const onOthers = [...document.resources.values()]
    .filter(({ type }) => IAM_TYPE.test(type) && !onAccounts.includes(type) && !onProjects.includes(type));
  return {
    pools: ofType('google_iam_workload_identity_pool').map(resource => pool(values, resource)),
    awsProviders: ofType('google_iam_workload_identity_pool_provider')
      .filter(resource => nestedBlock(resource, 'aws') !== undefined)
      .map(resource => awsProvider(values, resource)),
    serviceAccounts: ofType('google_service_account').map(resource => serviceAccount(values, resource)),
    serviceAccountBindings: ofType(...onAccounts).flatMap(resource => serviceAccountBindings(values, resource)),
    projectGrants: ofType(...onProjects).flatMap(resource => projectGrants(values, resource)),
    resourceGrants: onOthers.flatMap(resource => resourceGrants(values, resource)),
  };
}

const IAM_TYPE = /^google_\w+_iam_(?:member|binding)$/;

function iamTypes(resourceType: string): string[] {
  return [`${resourceType}_iam_member`, `${resourceType}_iam_binding`];
}

function pool(values: TerraformValues, resource: TerraformResource): Pool {
  return {
    address: resource.address,
    project: values.project(resource),
    poolId: required(values, resource, 'workload_identity_pool_id'),
    disabled: values.flag(resource, 'disabled'),
  };
}

function awsProvider(values: TerraformValues, resource: TerraformResource): AwsProvider {
  const aws = nestedBlock(resource, 'aws');
  return {
    address: resource.address,
    project: values.project(resource),
    poolId: required(values, resource, 'workload_identity_pool_id'),
    providerId: required(values, resource, 'workload_identity_pool_provider_id'),
    disabled: values.flag(resource, 'disabled'),
    accountId: (isObject(aws) ? values.textOf(aws.account_id) : undefined) ?? missing(resource, 'aws.account_id'),
    attributeMapping: mapping(values, resource),
    attributeCondition: emptyIsUnset(values.text(resource, 'attribute_condition')),
  };
}

function mapping(values: TerraformValues, resource: TerraformResource): Map<string, Determined<string>> {
  const written = resource.attributes.attribute_mapping;
  const entries = isObject(written) ? Object.entries(written) : [];
  if (written !== undefined && !isObject(written)) {
    return new Map([['google.subject', new Undetermined(JSON.stringify(written), 'it is not a map')]]);
  }
  if (entries.length === 0) return new Map(Object.entries(attributeMapping(GcpSubject.arn()._bind())));
  return new Map(entries.map(([target, expression]) => [target, values.textOf(expression) ?? new Undetermined(target, 'it is null')]));
}

function serviceAccount(values: TerraformValues, resource: TerraformResource): ServiceAccount {
  return {
    address: resource.address,
    email: values.textOf(`\${${resource.address}.email}`)!,
    disabled: values.flag(resource, 'disabled'),
  };
}

function serviceAccountBindings(values: TerraformValues, resource: TerraformResource): ServiceAccountBinding[] {
  return members(values, resource).map(member => ({
    address: resource.address,
    serviceAccount: mapDetermined(required(values, resource, 'service_account_id'), name => name.slice(name.lastIndexOf('/') + 1)),
    role: required(values, resource, 'role'),
    member,
    condition: condition(values, resource),
  }));
}

function projectGrants(values: TerraformValues, resource: TerraformResource): ProjectGrant[] {
  return members(values, resource).map(member => ({
    address: resource.address,
    project: mapDetermined(values.project(resource), name => name.replace(/^projects\//, '')),
    role: required(values, resource, 'role'),
    member,
    condition: condition(values, resource),
  }));
}

function resourceGrants(values: TerraformValues, resource: TerraformResource): ResourceGrant[] {
  return members(values, resource).map(member => ({ address: resource.address, role: required(values, resource, 'role'), member }));
}

/** `*_iam_member` names one member, `*_iam_binding` all of a role. */
function members(values: TerraformValues, resource: TerraformResource): Determined<string>[] {
  const { members: all } = resource.attributes;
  if (!Array.isArray(all)) return [required(values, resource, resource.type.endsWith('_iam_binding') ? 'members' : 'member')];
  return all.map(member => values.textOf(member) ?? missing(resource, 'members'));
}

function condition(values: TerraformValues, resource: TerraformResource): Determined<string> | undefined {
  const block = nestedBlock(resource, 'condition');
  if (block === undefined) return undefined;
  return (isObject(block) ? values.textOf(block.expression) : undefined) ?? missing(resource, 'condition.expression');
}

function required(values: TerraformValues, resource: TerraformResource, name: string): Determined<string> {
  return values.text(resource, name) ?? missing(resource, name);
}

function missing(resource: TerraformResource, name: string): Undetermined {
  return new Undetermined(`${resource.address}.${name}`, 'it is not set');
}

function emptyIsUnset(value: Determined<string> | undefined): Determined<string> | undefined {
  return value === '' ? undefined : value;
}
