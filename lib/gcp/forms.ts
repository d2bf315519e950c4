import { ITerraformDependable } from 'cdktf';
import { GcpAuditLogsProps } from './audit-logs';
import { GcpAwsAccountRestrictionProps } from './aws-account-restriction';
import { GcpFederationOptions, GcpTakeOver } from './gcp-federation-props';
import { GcpFederationStackOptions } from './gcp-federation-stack';
import { FEDERATION_FIELDS, KUBERNETES_FEDERATION_FIELDS, ofEveryKind } from '../federation/json/federation-form';
import { flag, Form, instance, list, text } from '../federation/json/form';
import { Fields, KeysElsewhere, object, optional, required } from '../federation/json/object-form';
import { NOT_OF_GOOGLE_SIDE, NOT_OF_GOOGLE_SIDE_FOR_KUBERNETES, STACK_KEYS } from '../federation/json/sides';
import { AnyFederationProps } from '../federation/party';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';

const DEPENDENCIES = optional(list(
  instance<ITerraformDependable>('a Terraform resource or another element of Terraform', value => 'fqn' in value), 'dependency'));

const OPTION_FIELDS: Fields<GcpFederationOptions> = {
  enableApis: optional(flag()),
  existingPool: optional(flag()),
  existingProvider: optional(flag()),
  deletionProtection: optional(flag()),
  forget: optional(flag()),
  takeOver: optional(object<GcpTakeOver>('GcpTakeOver', {
    pool: optional(flag()), provider: optional(flag()), serviceAccounts: optional(flag()),
  })),
  auditLogs: optional(flag()),
  restrictAwsAccounts: optional(flag()),
  dependsOn: DEPENDENCIES,
};

const STACK_OPTION_FIELDS: Fields<GcpFederationStackOptions> = { ...OPTION_FIELDS, googleProviderVersion: optional(text()) };

const NOT_WITHOUT_STACK: KeysElsewhere = Object.fromEntries(STACK_KEYS.map(key => [key, 'GcpFederationStack']));

const NOT_OF_ADDED: KeysElsewhere = Object.fromEntries(Object.keys(STACK_OPTION_FIELDS).map(key => [key, 'the constructor of GcpFederationStack']));

const NOT_OF_OPTIONS: KeysElsewhere = Object.fromEntries(
  Object.keys({ ...FEDERATION_FIELDS, ...KUBERNETES_FEDERATION_FIELDS }).map(key => [key, 'the descriptions of the federations']));

/** What `GcpFederation` and `GcpFederationStack` take, for an AWS role or a Kubernetes service account. */
export const CONSTRUCT_PROPS = federationForm(OPTION_FIELDS, NOT_WITHOUT_STACK);
export const STACK_PROPS = federationForm(STACK_OPTION_FIELDS, {});

/** The options of `forAccounts`. */
export const CONSTRUCT_OPTIONS = object<GcpFederationOptions>('GcpFederationOptions', OPTION_FIELDS, {}, { ...NOT_OF_OPTIONS, ...NOT_WITHOUT_STACK });
export const STACK_OPTIONS = object<GcpFederationStackOptions>('GcpFederationStackOptions', STACK_OPTION_FIELDS, {}, NOT_OF_OPTIONS);

/** The description of an AWS role or a Kubernetes service account that is added to a pool. */
export const DESCRIPTION = federationForm({}, NOT_OF_ADDED);

export const AUDIT_LOGS_PROPS = object<GcpAuditLogsProps>('GcpAuditLogsProps', { project: required(text()), dependsOn: DEPENDENCIES });

export const RESTRICTION_PROPS = object<GcpAwsAccountRestrictionProps>('GcpAwsAccountRestrictionProps', {
  parent: required(text()),
  awsAccountIds: required(list(text(), 'AWS account')),
  issuerUris: optional(list(text(), 'issuer')),
  dependsOn: DEPENDENCIES,
});

function federationForm<T extends object>(options: Fields<T>, elsewhere: KeysElsewhere): Form<AnyFederationProps & T> {
  const ofRole = { ...FEDERATION_FIELDS, ...options } as Fields<GcpFederationProps & T>;
  const ofKubernetes = { ...KUBERNETES_FEDERATION_FIELDS, ...options } as Fields<GcpKubernetesFederationProps & T>;
  return ofEveryKind<AnyFederationProps & T>({
    awsAccountId: object('GcpFederationProps', ofRole, {}, { ...NOT_OF_GOOGLE_SIDE, ...elsewhere }),
    issuerUri: object('GcpKubernetesFederationProps', ofKubernetes, {}, { ...NOT_OF_GOOGLE_SIDE_FOR_KUBERNETES, ...elsewhere }),
  });
}
