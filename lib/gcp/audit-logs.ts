import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { claim, claimant } from './claims';
import { GoogleResource } from './google-resource';
import { validateProjectId } from '../federation/gcp-project';

/** Which project writes Data Access audit logs. */
export interface GcpAuditLogsProps {
  /** Id of the project: that of a pool logs exchanges, that of a service account logs who got its tokens. */
  readonly project: string;

  /**
   * What has to be there before, such as the Cloud Resource Manager API.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

const SERVICES = ['sts', 'iam'];
const LOG_TYPES = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];

/**
 * Data Access audit logs of a project for STS and IAM, which includes IAM Service Account Credentials.
 *
 * Authoritative for each of the two services: what the project configured for them before is replaced, exempted members
 * included, and nothing is left when the construct is destroyed. Other services keep their configuration.
 *
 * @see https://cloud.google.com/iam/docs/audit-logging
 */
export class GcpAuditLogs extends Construct {
  /** The Terraform resources, for what is to come after them. */
  public readonly resources: ITerraformDependable[];

  /** Throws where the project is not a project id, or where the construct tree configures its logs already. */
  constructor(scope: Construct, id: string, props: GcpAuditLogsProps) {
    const project = validateProjectId('project', props.project);
    requireNewAuditLogs(scope, project);
    super(scope, id);
    this.resources = SERVICES.map(service => new GoogleResource(this, service, 'google_project_iam_audit_config', {
      project,
      service: `${service}.googleapis.com`,
      audit_log_config: LOG_TYPES.map(type => ({ log_type: type })),
    }, { dependsOn: props.dependsOn }));
    claim(this, auditLogsKey(project));
  }
}

/** Refuses to configure logs twice: of two authoritative resources the last one to apply wins, in every apply anew. */
export function requireNewAuditLogs(scope: Construct, project: string): void {
  const known = claimant(scope, auditLogsKey(project));
  if (known) {
    throw new Error(`audit logs of project '${project}' are configured by '${known.node.path}' already: the configuration of a service is one whole, so leave one of the two out`);
  }
}

function auditLogsKey(project: string): string {
  return `audit logs of ${project}`;
}
