export * from './add-to-all-options';
export { GcpDelivery, type GcpAssociationOptions } from './delivery';
export * from './ecs';
export * from './gcp-federated-role';
export * from './gcp-federated-role-props';
export * from './iam-role-options';
export * from './imported-role-attributes';
export * from './instance-options';
export * from './lambda';
