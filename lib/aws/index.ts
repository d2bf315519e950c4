export * from './gcp-federated-role';
export * from './gcp-federated-role-props';
export * from './iam-role-options';
export * from './instance-options';
