import './require-peers';

export * from '../federation';
export * from './admitted-role';
export { GcpAuditLogs, type GcpAuditLogsProps } from './audit-logs';
export { GcpAwsAccountRestriction, type GcpAwsAccountRestrictionProps } from './aws-account-restriction';
export * from './gcp-federation';
export * from './gcp-federation-props';
export * from './gcp-federation-stack';
