import { GoogleElement, Predecessor } from '../element';

const SERVICES = ['sts', 'iam'];
const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];

/** Returns the Data Access audit logs of a project for STS and IAM. */
export function auditLogs(scope: readonly string[], project: string, after: readonly Predecessor[] = []): GoogleElement[] {
  return SERVICES.map(service => ({
    kind: 'audit-logs',
    isLookup: false,
    path: [...scope, service],
    type: 'google_project_iam_audit_config',
    arguments: {
      project,
      service: `${service}.googleapis.com`,
      audit_log_config: LOG_TYPES.map(type => ({ log_type: type })),
    },
    after,
    purpose: `Data Access audit logs of ${service}.googleapis.com. Authoritative: replaces what the project configured for this service before.`,
  }));
}
