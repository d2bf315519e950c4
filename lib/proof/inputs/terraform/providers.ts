import { elementOf, missing, required } from './element';
import { nestedBlocks } from './evaluate-body';
import type { TerraformResource } from './terraform-resource';
import type { TerraformValues } from './terraform-values';
import { attributeMapping } from '../../../federation/attribute-mapping';
import { GcpSubject } from '../../../federation/subject';
import { Determined, Undetermined } from '../../determined';
import { AwsProvider, OtherProvider, PoolProvider } from '../../policy/google-configuration';
import { elementsOf, isMap, isUnknown, Value } from '../hcl/values';

const TRUST = ['aws', 'oidc', 'saml', 'x509'] as const;

/** Whom a provider trusts: one kind, or one of those whose blocks are not known. */
function trustOf(resource: TerraformResource): 'aws' | OtherProvider['kind'] {
  const blocks = TRUST.map(kind => [kind, nestedBlocks(resource.get(kind))] as const).filter(([, found]) => found.length > 0);
  const certain = blocks.find(([, [block]]) => !isUnknown(block));
  if (certain !== undefined) return certain[0];
  // One that is only looked up may trust anybody, and is taken for one of AWS.
  return blocks.length === 0 && resource.isData ? 'aws' : 'unknown';
}

function provider(values: TerraformValues, resource: TerraformResource): PoolProvider {
  return {
    ...elementOf(resource),
    project: values.project(resource),
    poolId: required(values, resource, 'workload_identity_pool_id'),
    providerId: required(values, resource, 'workload_identity_pool_provider_id'),
    disabled: values.flag(resource, 'disabled'),
    attributeMapping: mapping(values, resource),
    attributeCondition: emptyIsUnset(values.text(resource, 'attribute_condition')) ?? (resource.isData && !resource.isPlanned ? elsewhere(resource) : undefined),
  };
}

function elsewhere({ address }: TerraformResource): Undetermined {
  return new Undetermined(address, 'the provider is managed elsewhere', '', 'managed-elsewhere');
}

/** The provider of an AWS account that a resource makes or looks up. */
export function awsProvider(values: TerraformValues, resource: TerraformResource): AwsProvider | undefined {
  if (trustOf(resource) !== 'aws') return undefined;
  const [aws] = nestedBlocks(resource.get('aws'));
  const accountId = (isMap(aws) ? values.textOf(aws.account_id) : undefined)
    ?? (resource.isData ? elsewhere(resource) : missing(resource, 'aws.account_id'));
  return { ...provider(values, resource), kind: 'aws', accountId };
}

/** A provider that trusts somebody else than AWS, or perhaps does. */
export function otherProvider(values: TerraformValues, resource: TerraformResource): OtherProvider | undefined {
  const kind = trustOf(resource);
  if (kind === 'aws') return undefined;
  const [block] = kind === 'unknown' ? TRUST.flatMap(one => nestedBlocks(resource.get(one))) : nestedBlocks(resource.get(kind));
  const own = isMap(block) ? block : {};
  const issuer = isUnknown(block) ? block : issuerOf(values, kind, own);
  const audiences = own.allowed_audiences;
  const jwksJson = emptyIsUnset(values.textOf(own.jwks_json));
  const allowed = audiences === undefined || audiences === null ? [] : isUnknown(audiences) ? [audiences] : elementsOf(audiences) ?? [];
  return {
    ...provider(values, resource),
    kind,
    issuer,
    ...allowed.length > 0 && { allowedAudiences: allowed.map(audience => values.textOf(audience) ?? new Undetermined(kind, 'it is null', '', 'invalid')) },
    ...jwksJson !== undefined && { jwksJson },
  };
}

function issuerOf(values: TerraformValues, kind: OtherProvider['kind'], block: Readonly<Record<string, Value>>): Determined<string> {
  const metadata = values.textOf(block.idp_metadata_xml);
  const entity = typeof metadata === 'string' ? /\bentityID\s*=\s*["']([^"']+)["']/.exec(metadata)?.[1] : metadata;
  return values.textOf(block.issuer_uri) ?? entity ?? new Undetermined(kind, 'it names no issuer', '', 'unset');
}

function mapping(values: TerraformValues, resource: TerraformResource): Map<string, Determined<string>> {
  const written = resource.get('attribute_mapping');
  if (isUnknown(written)) return new Map([['google.subject', written]]);
  const entries = isMap(written) ? Object.entries(written) : [];
  if (written !== undefined && written !== null && !isMap(written)) {
    return new Map([['google.subject', new Undetermined(`${resource.address}.attribute_mapping`, 'it is not a map', '', 'invalid')]]);
  }
  if (entries.length === 0) return new Map(trustOf(resource) === 'aws' ? Object.entries(attributeMapping(GcpSubject.arn()._bind())) : []);
  return new Map(entries.map(([target, expression]) => [target, values.textOf(expression) ?? new Undetermined(target, 'it is null', '', 'invalid')]));
}

function emptyIsUnset(value: Determined<string> | undefined): Determined<string> | undefined {
  return value === '' ? undefined : value;
}
