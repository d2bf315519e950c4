import type { Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { PRINCIPAL, ROLE } from './cdk-forms';
import { FEDERATION_FIELDS, KUBERNETES_FEDERATION_FIELDS } from '../../federation/json/federation-form';
import { flag, Form, instance, list, map, text } from '../../federation/json/form';
import { Fields, object, optional } from '../../federation/json/object-form';
import { NOT_OF_KUBERNETES, NOT_OF_ROLE } from '../../federation/json/sides';
import { GcpKubernetesFederationProps } from '../../federation/party/kubernetes';
import { GcpFederationProps } from '../../federation/props';
import { GcpFederatedRoleOptions, GcpFederatedRoleProps } from '../gcp-federated-role-props';
import { GcpFederatedRoleAttributes } from '../role/imported-role-attributes';

const MANAGED_POLICY: Form<iam.IManagedPolicy> = instance("a managed policy, such as iam.ManagedPolicy.fromAwsManagedPolicyName('NAME')",
  value => 'managedPolicyArn' in value);

const OPTION_FIELDS: Fields<GcpFederatedRoleOptions> = {
  role: optional(ROLE),
  assumedBy: optional(PRINCIPAL),
  credentialConfigPath: optional(text()),
  permissionsBoundary: optional(MANAGED_POLICY),
  path: optional(text()),
  maxSessionDuration: optional(instance<Duration>('a Duration, such as Duration.hours(2)', value => 'toSeconds' in value)),
  managedPolicies: optional(list(MANAGED_POLICY, 'managed policy')),
  inlinePolicies: optional(map(/^/, instance<iam.PolicyDocument>('an iam.PolicyDocument', value => 'addStatements' in value))),
  description: optional(text()),
};

/** What `GcpFederatedRole` takes. */
export const ROLE_PROPS = object<GcpFederatedRoleProps>('GcpFederatedRoleProps', { ...FEDERATION_FIELDS, ...OPTION_FIELDS }, {}, NOT_OF_ROLE);

/** What goes with a JSON file. */
export const ROLE_OPTIONS = object<GcpFederatedRoleOptions>('GcpFederatedRoleOptions', OPTION_FIELDS, {}, {
  ...NOT_OF_ROLE, ...Object.fromEntries(Object.keys(FEDERATION_FIELDS).map(key => [key, 'the JSON file'])),
});

/** What is known of a role that exists. */
export const ROLE_ATTRIBUTES = object<GcpFederatedRoleAttributes>('GcpFederatedRoleAttributes', {
  ...FEDERATION_FIELDS,
  roleArn: optional(text()),
  mutable: optional(flag()),
  credentialConfigPath: optional(text()),
}, {}, NOT_OF_ROLE);

/** The description alone. */
export const DESCRIPTION = object<GcpFederationProps>('GcpFederationProps', FEDERATION_FIELDS, {}, NOT_OF_ROLE);

/** What `GcpKubernetesServiceAccount` takes. */
export const KUBERNETES_PROPS = object<GcpKubernetesFederationProps>(
  'GcpKubernetesFederationProps', KUBERNETES_FEDERATION_FIELDS, {}, NOT_OF_KUBERNETES);
