import { emailOfAccount } from './computed-attributes';
import { authoritativeOver, elementOf, grantsOf, missing, required } from './iam-resources';
import { markOverwritten } from './overwritten';
import { readTerraformDocument, TerraformDocument, TerraformResource } from './terraform-document';
import { terraformConfigurationFiles } from './terraform-files';
import { isPlan, planDocument } from './terraform-plan';
import { nestedBlock, TerraformValues } from './terraform-values';
import { attributeMapping } from '../../../federation/attribute-mapping';
import { GcpSubject } from '../../../federation/subject';
import { Determined, Undetermined } from '../../determined';
import { AwsProvider, GoogleConfiguration, OtherProvider, Pool, PoolProvider, ServiceAccount } from '../../policy/google-configuration';
import { PlacedGrant } from '../../policy/holdings';
import { isObject, readJsonObject } from '../read-json';

/** A configuration, in one of its parts. */
interface Part {
  readonly document: TerraformDocument;
  readonly values: TerraformValues;
}

/**
 * Reads what Terraform configurations in JSON say about who may act in Google Cloud.
 *
 * Throws `InputError` where a file is missing or is not Terraform JSON.
 *
 * @param paths output folders of CDKTF, folders of `*.tf.json`, such files, or plans of `terraform show -json`
 */
export function readGoogleConfiguration(paths: string | readonly string[]): GoogleConfiguration {
  return googleConfiguration(readTerraformDocuments(paths));
}

/** Reads the documents of which `googleConfiguration` makes a configuration. */
export function readTerraformDocuments(paths: string | readonly string[]): TerraformDocument[] {
  const all = typeof paths === 'string' ? [paths] : paths;
  return all.flatMap(path => terraformConfigurationFiles(path).map(files => {
    if (files.length !== 1) return readTerraformDocument(files);
    const content = readJsonObject(files[0]);
    return isPlan(content) ? planDocument(files[0], content) : readTerraformDocument(files);
  }));
}

/** @param projectNumbers project numbers by project id, as far as they are known from elsewhere */
export function googleConfiguration(
  documents: readonly TerraformDocument[], projectNumbers: ReadonlyMap<string, string> = new Map(),
): GoogleConfiguration {
  const parts = documents.map(document => ({ document, values: new TerraformValues(document, projectNumbers) }));
  const each = <T>(change: (part: Part, resource: TerraformResource) => T | readonly T[] | undefined): T[] => parts
    .flatMap(part => [...part.document.resources.values()].flatMap(resource => change(part, resource) ?? []) as T[]);
  const grants = markOverwritten(
    each<PlacedGrant>(({ document, values }, resource) => grantsOf(document, values, resource)),
    each(({ document, values }, resource) => authoritativeOver(document, values, resource)),
  );
  const on = (kind: string) => grants.filter(({ on: { kind: own } }) => own === kind);
  return {
    pools: each(({ values }, resource) => resource.type === POOL ? pool(values, resource) : undefined),
    awsProviders: each(({ values }, resource) => resource.type === PROVIDER ? awsProvider(values, resource) : undefined),
    otherProviders: each(({ values }, resource) => resource.type === PROVIDER ? otherProvider(values, resource) : undefined),
    serviceAccounts: each(({ values }, resource) => resource.type === ACCOUNT && !resource.isData ? serviceAccount(values, resource) : undefined),
    serviceAccountBindings: on('service account').map(({ grant, on: { name } }) => ({ ...grant, serviceAccount: name })),
    projectGrants: on('project').map(({ grant, on: { name } }) => ({ ...grant, project: name })),
    resourceGrants: grants.filter(({ on: { kind } }) => kind !== 'service account' && kind !== 'project')
      .map(({ grant, on: resource }) => ({ ...grant, resource })),
    notes: documents.flatMap(({ notes }) => notes),
  };
}

const ACCOUNT = 'google_service_account';
const POOL = 'google_iam_workload_identity_pool';
const PROVIDER = 'google_iam_workload_identity_pool_provider';

/** Whom a provider trusts. One that is only looked up may trust anybody, and is taken for one of AWS. */
function trustOf(resource: TerraformResource): 'aws' | OtherProvider['kind'] | undefined {
  return (['aws', 'oidc', 'saml', 'x509'] as const).find(kind => nestedBlock(resource, kind) !== undefined) ?? (resource.isData ? 'aws' : undefined);
}

function pool(values: TerraformValues, resource: TerraformResource): Pool {
  return {
    ...elementOf(resource),
    project: values.project(resource),
    poolId: required(values, resource, 'workload_identity_pool_id'),
    disabled: values.flag(resource, 'disabled'),
  };
}

function provider(values: TerraformValues, resource: TerraformResource): PoolProvider {
  const elsewhere = new Undetermined(resource.address, 'the provider is managed elsewhere');
  return {
    ...elementOf(resource),
    project: values.project(resource),
    poolId: required(values, resource, 'workload_identity_pool_id'),
    providerId: required(values, resource, 'workload_identity_pool_provider_id'),
    disabled: values.flag(resource, 'disabled'),
    attributeMapping: mapping(values, resource),
    attributeCondition: emptyIsUnset(values.text(resource, 'attribute_condition')) ?? (resource.isData && !resource.isPlanned ? elsewhere : undefined),
  };
}

function awsProvider(values: TerraformValues, resource: TerraformResource): AwsProvider | undefined {
  if (trustOf(resource) !== 'aws') return undefined;
  const aws = nestedBlock(resource, 'aws');
  const accountId = (isObject(aws) ? values.textIn(resource, aws.account_id) : undefined)
    ?? (resource.isData ? new Undetermined(resource.address, 'the provider is managed elsewhere') : missing(resource, 'aws.account_id'));
  return { ...provider(values, resource), kind: 'aws', accountId };
}

function otherProvider(values: TerraformValues, resource: TerraformResource): OtherProvider | undefined {
  const kind = trustOf(resource);
  if (kind === undefined || kind === 'aws') return undefined;
  const block = nestedBlock(resource, kind);
  const issuer = (isObject(block) ? values.textIn(resource, block.issuer_uri) : undefined) ?? new Undetermined(kind, 'it names no issuer');
  const { allowed_audiences: audiences, jwks_json: keys } = isObject(block) ? block : {};
  const jwksJson = emptyIsUnset(values.textIn(resource, keys));
  return {
    ...provider(values, resource),
    kind,
    issuer,
    ...Array.isArray(audiences) && audiences.length > 0 && { allowedAudiences: audiences.map(audience => values.textIn(resource, audience) ?? new Undetermined(kind, 'it is null')) },
    ...jwksJson !== undefined && { jwksJson },
  };
}

function mapping(values: TerraformValues, resource: TerraformResource): Map<string, Determined<string>> {
  const written = resource.attributes.attribute_mapping;
  const entries = isObject(written) ? Object.entries(written) : [];
  if (written !== undefined && written !== null && !isObject(written)) {
    return new Map([['google.subject', new Undetermined(JSON.stringify(written).slice(0, 200), 'it is not a map')]]);
  }
  if (entries.length === 0) return new Map(trustOf(resource) === 'aws' ? Object.entries(attributeMapping(GcpSubject.arn()._bind())) : []);
  return new Map(entries.map(([target, expression]) => [target, values.textIn(resource, expression) ?? new Undetermined(target, 'it is null')]));
}

function serviceAccount(values: TerraformValues, resource: TerraformResource): ServiceAccount {
  return { ...elementOf(resource), email: emailOfAccount(values, resource), disabled: values.flag(resource, 'disabled') };
}

function emptyIsUnset(value: Determined<string> | undefined): Determined<string> | undefined {
  return value === '' ? undefined : value;
}
