import { AWS_ACCOUNT_ID } from '../aws-account';
import { PROJECT_ID, PROJECT_NUMBER } from '../gcp-project';
import { DEFAULT_PARTITION, PARTITIONS } from '../partition';
import { AnyFederationProps, PartyKind, partyKindOf, resolveAnyFederation } from '../party';
import { DEFAULT_KUBERNETES_POOL_ID, DEFAULT_KUBERNETES_PROVIDER_ID, GcpKubernetesFederationProps } from '../party/kubernetes';
import { ISSUER_URI } from '../party/kubernetes/issuer';
import { KUBERNETES_NAME, KUBERNETES_NAMESPACE } from '../party/kubernetes/names';
import { DEFAULT_POOL_ID, DEFAULT_PROVIDER_ID, POOL_OR_PROVIDER_ID } from '../pool-and-provider';
import { GcpFederationProps } from '../props';
import { ROLE_NAME } from '../role-name';
import { GcpSubject } from '../subject';
import { ACCESS } from './access-form';
import { Form, list, matching, text } from './form';
import { GRANT } from './grant-form';
import { JsonNode } from './node';
import { located, object, optional, required } from './object-form';
import { parseJson } from './parse';
import { SUBJECT } from './subject-form';

/** A file may name its schema for the benefit of editors. */
interface SchemaReference {
  readonly $schema?: string;
}

/** The JSON form of `GcpFederationProps`. */
export const FEDERATION = object<GcpFederationProps & SchemaReference>('GcpFederationProps', {
  $schema: optional(text()),
  gcpProjectId: required(matching(PROJECT_ID)),
  gcpProjectNumber: required(matching(PROJECT_NUMBER)),
  awsAccountId: required(matching(AWS_ACCOUNT_ID)),
  roleName: required(matching(ROLE_NAME)),
  awsPartition: optional(text({ enum: PARTITIONS }), DEFAULT_PARTITION),
  poolId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_POOL_ID),
  providerId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_PROVIDER_ID),
  access: optional(ACCESS),
  subject: optional(SUBJECT, GcpSubject.arn().toJSON()),
  grants: optional(list(GRANT, 'grant')),
});

/** The JSON form of `GcpKubernetesFederationProps`. */
export const KUBERNETES_FEDERATION = object<GcpKubernetesFederationProps & SchemaReference>('GcpKubernetesFederationProps', {
  $schema: optional(text()),
  gcpProjectId: required(matching(PROJECT_ID)),
  gcpProjectNumber: required(matching(PROJECT_NUMBER)),
  issuerUri: required(matching(ISSUER_URI)),
  kubernetesNamespace: required(matching(KUBERNETES_NAMESPACE)),
  kubernetesServiceAccount: required(matching(KUBERNETES_NAME)),
  jwksJson: optional(text()),
  poolId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_KUBERNETES_POOL_ID),
  providerId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_KUBERNETES_PROVIDER_ID),
  access: optional(ACCESS),
  grants: optional(list(GRANT, 'grant')),
});

/**
 * Reads the description of an AWS role from the text of a JSON file, and validates it whole.
 *
 * Throws with the file, the line and the column of whatever is wrong.
 *
 * @param content the text of the file
 * @param file its name, for messages
 */
export function federationPropsFromJson(content: string, file: string): GcpFederationProps {
  return propsFrom(parseJson(content, file), FEDERATION);
}

/** Reads the description of a Kubernetes service account in the same way. */
export function kubernetesFederationPropsFromJson(content: string, file: string): GcpKubernetesFederationProps {
  return propsFrom(parseJson(content, file), KUBERNETES_FEDERATION);
}

const FORMS: Readonly<Record<PartyKind, (node: JsonNode) => AnyFederationProps>> = {
  issuerUri: node => propsFrom(node, KUBERNETES_FEDERATION),
  awsAccountId: node => propsFrom(node, FEDERATION),
};

/** Reads a description of any kind in the same way. */
export function anyFederationPropsFromJson(content: string, file: string): AnyFederationProps {
  const node = parseJson(content, file);
  return FORMS[partyKindOf(property => node.kind === 'object' && node.members.has(property))](node);
}

function propsFrom<T extends AnyFederationProps>(node: JsonNode, form: Form<T & SchemaReference>): T {
  const { $schema, ...props } = form.read(node, 'the description');
  located(node, () => resolveAnyFederation(props as unknown as T));
  return props as unknown as T;
}
