import { WRITTEN_AWS_ACCOUNT_ID } from '../aws-account';
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
import { InputNode } from './node';
import { Fields, located, object, optional, required } from './object-form';
import { parseJson } from './parse';
import { NOT_OF_KUBERNETES, NOT_OF_ROLE } from './sides';
import { SUBJECT } from './subject-form';

/** A file may name its schema for the benefit of editors. */
interface SchemaReference {
  readonly $schema?: string;
}

/** The properties of `GcpFederationProps`. */
export const FEDERATION_FIELDS: Fields<GcpFederationProps> = {
  gcpProjectId: required(matching(PROJECT_ID)),
  gcpProjectNumber: required(matching(PROJECT_NUMBER)),
  awsAccountId: required(matching(WRITTEN_AWS_ACCOUNT_ID)),
  roleName: required(matching(ROLE_NAME)),
  awsPartition: optional(text({ enum: PARTITIONS }), DEFAULT_PARTITION),
  poolId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_POOL_ID),
  providerId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_PROVIDER_ID),
  workloadProjectId: optional(matching(PROJECT_ID)),
  access: optional(ACCESS),
  subject: optional(SUBJECT, GcpSubject.arn().toJSON()),
  grants: optional(list(GRANT, 'grant')),
};

/** The properties of `GcpKubernetesFederationProps`. */
export const KUBERNETES_FEDERATION_FIELDS: Fields<GcpKubernetesFederationProps> = {
  gcpProjectId: required(matching(PROJECT_ID)),
  gcpProjectNumber: required(matching(PROJECT_NUMBER)),
  issuerUri: required(matching(ISSUER_URI)),
  kubernetesNamespace: required(matching(KUBERNETES_NAMESPACE)),
  kubernetesServiceAccount: required(matching(KUBERNETES_NAME)),
  jwksJson: optional(text()),
  poolId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_KUBERNETES_POOL_ID),
  providerId: optional(matching(POOL_OR_PROVIDER_ID), DEFAULT_KUBERNETES_PROVIDER_ID),
  workloadProjectId: optional(matching(PROJECT_ID)),
  access: optional(ACCESS),
  grants: optional(list(GRANT, 'grant')),
};

const SCHEMA_REFERENCE: Fields<SchemaReference> = { $schema: optional(text()) };

/** The JSON form of `GcpFederationProps`. */
export const FEDERATION = object<GcpFederationProps & SchemaReference>(
  'GcpFederationProps', { ...SCHEMA_REFERENCE, ...FEDERATION_FIELDS }, {}, NOT_OF_ROLE);

/** The JSON form of `GcpKubernetesFederationProps`. */
export const KUBERNETES_FEDERATION = object<GcpKubernetesFederationProps & SchemaReference>(
  'GcpKubernetesFederationProps', { ...SCHEMA_REFERENCE, ...KUBERNETES_FEDERATION_FIELDS }, {}, NOT_OF_KUBERNETES);

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

/** Reads a description of any kind in the same way. */
export function anyFederationPropsFromJson(content: string, file: string): AnyFederationProps {
  const form = ofEveryKind<AnyFederationProps & SchemaReference>({ issuerUri: KUBERNETES_FEDERATION, awsAccountId: FEDERATION });
  return propsFrom(parseJson(content, file), form);
}

/** The form of a description of any kind. */
export function ofEveryKind<T>(forms: Readonly<Record<PartyKind, Form<T>>>): Form<T> {
  return {
    schema: { anyOf: Object.values(forms).map(({ schema }) => schema) },
    read: (node, name) => forms[partyKindOf(property => hasMember(node, property))].read(node, name),
  };
}

function hasMember(node: InputNode, property: string): boolean {
  if (node.kind === 'object') return node.members.has(property);
  return node.kind === 'instance' && typeof node.value === 'object' && node.value !== null && property in node.value;
}

function propsFrom<T extends AnyFederationProps>(node: InputNode, form: Form<T & SchemaReference>): T {
  const { $schema, ...props } = form.read(node, 'the description');
  located(node, () => resolveAnyFederation(props as unknown as T));
  return props as unknown as T;
}
