import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { validateConstruct } from './arguments';
import { ElementWriter } from './element-writer';
import { CDKTF } from './engine/cdktf-engine';
import { AUDIT_LOGS_PROPS } from './forms';
import { inventoryOf } from './tree-inventory';
import { validateProjectId } from '../federation/gcp-project';
import { CALLERS_OWN } from '../google/element';
import { auditLogs } from '../google/project/audit-logs';

/** Properties of the Data Access audit logs of a project. */
export interface GcpAuditLogsProps {
  /** Id of the project: that of a pool logs exchanges, that of a service account logs who got its tokens. */
  readonly project: string;

  /**
   * The elements that have to exist before, such as the Cloud Resource Manager API.
   *
   * @default - none
   */
  readonly dependsOn?: ITerraformDependable[];
}

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

  /** Throws if the project is not a project id, or if the construct tree configures its logs already. */
  constructor(scope: Construct, id: string, props: GcpAuditLogsProps) {
    const project = validateConstruct('GcpAuditLogs', scope, id, AUDIT_LOGS_PROPS, props, read => {
      inventoryOf(scope).requireNewAuditLogs(validateProjectId('project', read.project));
      return read.project;
    });
    super(scope, id);
    this.resources = new ElementWriter(CDKTF, this, props.dependsOn).writeAll(auditLogs([], project, [CALLERS_OWN]));
    inventoryOf(this).addAuditLogs(this.node.path, project);
  }
}
