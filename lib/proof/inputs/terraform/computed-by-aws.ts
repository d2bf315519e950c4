import { nestedBlocks } from './evaluate-body';
import type { TerraformResource } from './terraform-resource';
import type { TerraformValues } from './terraform-values';
import { Determined, mapDetermined, Undetermined } from '../../determined';
import { jsonText } from '../hcl/functions/json';
import { elementsOf, isMap, isUnknown, joinedText, mapOf, unknownValue, Value, ValueMap } from '../hcl/values';

/** Attributes that AWS computes, if its answer follows from the arguments. */
export function computedByAws(values: TerraformValues, resource: TerraformResource, attribute: string): Value | undefined {
  switch (resource.type) {
    case 'aws_iam_role': return ofRole(values, resource, attribute);
    case 'aws_iam_instance_profile': return attribute === 'id' ? resource.get('name') : undefined;
    case 'aws_caller_identity': return attribute === 'account_id' || attribute === 'id' ? awsAccount(values, resource) : undefined;
    case 'aws_region': return ['name', 'region', 'id'].includes(attribute) ? awsRegion(values, resource) : undefined;
    case 'aws_partition': return attribute === 'partition' || attribute === 'id' ? awsPartition(values, resource) : undefined;
    case 'aws_iam_policy_document': return attribute === 'json' || attribute === 'minified_json' ? policyDocument(resource) : undefined;
    case 'aws_launch_template': return attribute === 'id' ? resource.address : undefined;
    case 'template_file': return undefined;
    default: return undefined;
  }
}

function ofRole(values: TerraformValues, resource: TerraformResource, attribute: string): Value | undefined {
  const name = values.text(resource, 'name') ?? new Undetermined(`${resource.address}.name`, 'AWS generates the name at deployment', '', 'generated-name');
  switch (attribute) {
    case 'name':
    case 'id': return name;
    case 'arn': {
      const path = values.text(resource, 'path') ?? '/';
      return joinedText(['arn:', awsPartition(values, resource), ':iam::', awsAccount(values, resource), ':role', path, name]);
    }
    default: return undefined;
  }
}

/** The account of a resource: what its provider allows or assumes, or what the command line says. */
export function awsAccount(values: TerraformValues, resource: TerraformResource): Determined<string> {
  const allowed = resource.providerArgument('allowed_account_ids');
  const accounts = allowed === undefined || allowed === null ? undefined : isUnknown(allowed) ? undefined : elementsOf(allowed);
  if (accounts?.length === 1) {
    const [account] = accounts;
    const text = values.textOf(account);
    if (typeof text === 'string') return text.padStart(12, '0');
  }
  const [assumed] = nestedBlocks(resource.providerArgument('assume_role'));
  const arn = isMap(assumed) ? values.textOf(assumed.role_arn) : undefined;
  const ofArn = typeof arn === 'string' ? /^arn:[a-z-]+:iam::(\d{12}):role\//.exec(arn)?.[1] : undefined;
  return ofArn ?? values.options.account
    ?? new Undetermined('data.aws_caller_identity', 'the configuration names no AWS account: pass it by --account', '', 'no-value');
}

export function awsRegion(values: TerraformValues, resource: TerraformResource): Determined<string> {
  return values.textOf(resource.providerArgument('region')) ?? values.options.region
    ?? new Undetermined('data.aws_region', 'the configuration names no AWS region: pass it by --region', '', 'no-value');
}

/** @default - that of most accounts, if the region is not known */
export function awsPartition(values: TerraformValues, resource: TerraformResource): Determined<string> {
  const region = awsRegion(values, resource);
  return isUnknown(region) ? 'aws' : region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The JSON of a policy document. */
function policyDocument(resource: TerraformResource): Value {
  const sources = [resource.get('source_policy_documents'), resource.get('override_policy_documents')].filter(one => one !== undefined && one !== null);
  if (sources.length > 0) return unknownValue(`${resource.address}.json`, 'it is merged with other documents', 'unread');
  const statements = nestedBlocks(resource.get('statement')).map(statement => isUnknown(statement) ? statement : statementOf(statement as ValueMap));
  return jsonText(mapOf([['Version', resource.get('version') ?? '2012-10-17'], ['Statement', statements]]));
}

const NAMES: Readonly<Record<string, string>> = {
  sid: 'Sid', effect: 'Effect', actions: 'Action', not_actions: 'NotAction', resources: 'Resource', not_resources: 'NotResource',
};

function statementOf(statement: ValueMap): Value {
  const own = Object.entries(NAMES).filter(([name]) => isSet(statement[name])).map(([name, written]) => [written, statement[name]] as const);
  const effect: (readonly [string, Value])[] = isSet(statement.effect) ? [] : [['Effect', 'Allow']];
  const principals = [['principals', 'Principal'], ['not_principals', 'NotPrincipal']]
    .flatMap(([name, written]) => isSet(statement[name]) ? [[written, principalsOf(statement[name])] as const] : []);
  const conditions = isSet(statement.condition) ? [['Condition', conditionsOf(statement.condition)] as const] : [];
  return mapOf([...effect, ...own, ...principals, ...conditions]);
}

function isSet(value: Value | undefined): value is Value {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function principalsOf(blocks: Value): Value {
  const byType = new Map<string, Value[]>();
  for (const block of nestedBlocks(blocks)) {
    if (!isMap(block) || typeof block.type !== 'string') return isUnknown(block) ? block : unknownValue('principals', 'its type is not known', 'no-value');
    const identifiers = isUnknown(block.identifiers) ? [block.identifiers] : elementsOf(block.identifiers ?? []) ?? [];
    if (block.type === '*' && identifiers.includes('*')) return '*';
    byType.set(block.type, [...byType.get(block.type) ?? [], ...identifiers]);
  }
  return mapOf(byType);
}

function conditionsOf(blocks: Value): Value {
  const byTest = new Map<string, [string, Value][]>();
  for (const block of nestedBlocks(blocks)) {
    if (!isMap(block) || typeof block.test !== 'string' || typeof block.variable !== 'string') {
      return isUnknown(block) ? block : unknownValue('condition', 'its test is not known', 'no-value');
    }
    byTest.set(block.test, [...byTest.get(block.test) ?? [], [block.variable, block.values ?? []]]);
  }
  return mapOf([...byTest].map(([test, variables]) => [test, mapOf(variables)]));
}

/** The account of an ARN that is written out. */
export function accountOfArn(arn: Determined<string>): Determined<string> | undefined {
  const found = mapDetermined(arn, known => /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(known)?.[1] ?? '');
  return found === '' ? undefined : found;
}
