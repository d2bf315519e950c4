import type { KeysElsewhere } from './object-form';

/** Keys of `GcpFederatedRole` that no other class takes. */
export const ROLE_KEYS = [
  'role', 'assumedBy', 'credentialConfigPath', 'permissionsBoundary', 'path', 'maxSessionDuration', 'managedPolicies', 'inlinePolicies',
  'description',
] as const;

/** Keys of the methods of `GcpFederatedRole` that add a workload, and the methods. */
const WORKLOAD_KEYS: KeysElsewhere = {
  requireImdsv2: 'the options of addToInstance',
  metadataHopLimit: 'the options of addToInstance',
  replaceInstance: 'the options of addToInstance',
  deliverBy: 'the options of addToInstance',
  awsBaseImage: 'the options of addToFunction',
  excludeContainers: 'the options of addToTaskDefinition',
  irsa: 'the options of podWithCredentials',
};

/** Keys of `GcpFederation` that the AWS side does not take. */
export const FEDERATION_KEYS = [
  'enableApis', 'existingPool', 'existingProvider', 'deletionProtection', 'forget', 'takeOver', 'auditLogs', 'restrictAwsAccounts', 'dependsOn',
] as const;

/** Keys of `GcpFederationStack` alone. */
export const STACK_KEYS = ['googleProviderVersion'] as const;

/** Keys of the description of an AWS role that the one of a Kubernetes service account does not have, and the other way round. */
export const AWS_IDENTITY_KEYS = ['awsAccountId', 'roleName', 'awsPartition', 'subject'] as const;
export const KUBERNETES_IDENTITY_KEYS = ['issuerUri', 'kubernetesNamespace', 'kubernetesServiceAccount', 'jwksJson'] as const;

/** What only the JSON form has. */
const JSON_KEYS: KeysElsewhere = { $schema: 'a JSON file, which fromJsonFile reads' };

const GOOGLE_SIDE = 'GcpFederationStack of cdk-gcp-federation/gcp';

const belongTo = (keys: readonly string[], owner: string): KeysElsewhere => Object.fromEntries(keys.map(key => [key, owner]));

/** Where keys belong that `GcpFederatedRole` does not take. */
export const NOT_OF_ROLE: KeysElsewhere = {
  ...JSON_KEYS,
  ...belongTo([...FEDERATION_KEYS, ...STACK_KEYS], GOOGLE_SIDE),
  ...belongTo(KUBERNETES_IDENTITY_KEYS, 'GcpKubernetesServiceAccount'),
  ...WORKLOAD_KEYS,
};

/** Where keys belong that `GcpKubernetesServiceAccount` does not take. */
export const NOT_OF_KUBERNETES: KeysElsewhere = {
  ...JSON_KEYS,
  ...belongTo([...FEDERATION_KEYS, ...STACK_KEYS], GOOGLE_SIDE),
  ...belongTo([...AWS_IDENTITY_KEYS, ...ROLE_KEYS], 'GcpFederatedRole'),
  excludeContainers: 'the options of podWithCredentials',
  tokenExpirationSeconds: 'the options of podWithCredentials',
};

/** Where keys belong that the Google side does not take for an AWS role. */
export const NOT_OF_GOOGLE_SIDE: KeysElsewhere = { ...JSON_KEYS, ...belongTo(ROLE_KEYS, 'GcpFederatedRole'), ...WORKLOAD_KEYS };

/** Where keys belong that the Google side does not take for a Kubernetes service account. */
export const NOT_OF_GOOGLE_SIDE_FOR_KUBERNETES: KeysElsewhere = {
  ...NOT_OF_GOOGLE_SIDE,
  ...belongTo(AWS_IDENTITY_KEYS, 'the description of an AWS role, which has no issuerUri'),
};
