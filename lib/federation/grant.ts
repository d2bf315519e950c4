import { refuse } from './errors';
import { validateProjectId } from './gcp-project';
import { LIMITS } from './limits';
import { requireLiteral } from './literals';

export const GOOGLE_ROLE =
  /^(?:roles\/[A-Za-z0-9_.]+|projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/roles\/[A-Za-z0-9_.]{3,64}|organizations\/[0-9]+\/roles\/[A-Za-z0-9_.]{3,64})$/;

/**
 * An IAM condition of a grant.
 *
 * @see https://cloud.google.com/iam/docs/conditions-overview
 */
export interface GcpGrantCondition {
  /** Title, up to 100 characters. */
  readonly title: string;

  /** The condition in Common Expression Language. */
  readonly expression: string;

  /**
   * What the condition is for, up to 256 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Options of a grant on a project. */
export interface GcpProjectGrantOptions {
  /**
   * Id of the project on which the role is granted.
   *
   * @default - `gcpProjectId` of the federation
   */
  readonly project?: string;

  /**
   * Under which condition the grant holds.
   *
   * @default - unconditional
   */
  readonly condition?: GcpGrantCondition;
}

/** What a grant comes to in one federation. @internal */
export interface BoundGrant {
  readonly resource: 'project';
  readonly project: string;
  readonly role: string;
  readonly condition?: GcpGrantCondition;
}

/**
 * A Google Cloud role that the federated identity receives.
 *
 * Grants are additive: what others granted stays.
 */
export abstract class GcpGrant {
  /**
   * A role on a whole project.
   *
   * Throws where the role, the project or the condition is outside Google's grammar.
   *
   * @param role `roles/NAME`, or a custom role `projects/PROJECT/roles/NAME` or `organizations/NUMBER/roles/NAME`
   * @param options the project and a condition
   * @see https://cloud.google.com/iam/docs/understanding-roles
   */
  public static project(role: string, options: GcpProjectGrantOptions = {}): GcpGrant {
    return new ProjectGrant(role, options);
  }

  /** The JSON form, as `GcpFederatedRole.fromJsonFile` reads it. */
  public abstract toJSON(): any;

  /** @internal */
  public abstract _bind(gcpProjectId: string): BoundGrant;
}

class ProjectGrant extends GcpGrant {
  private readonly options: GcpProjectGrantOptions;

  constructor(private readonly role: string, options: GcpProjectGrantOptions) {
    super();
    validateGoogleRole(role);
    if (options.project !== undefined) validateProjectId('project', options.project);
    validateCondition(options.condition);
    this.options = { project: options.project, condition: options.condition && { ...options.condition } };
  }

  public toJSON(): any {
    return { project: { role: this.role, ...this.options } };
  }

  public _bind(gcpProjectId: string): BoundGrant {
    return { resource: 'project', project: this.options.project ?? gcpProjectId, role: this.role, condition: this.options.condition };
  }
}

function validateGoogleRole(value: string): void {
  const role = requireLiteral('role', value);
  if (!GOOGLE_ROLE.test(role)) {
    refuse('role', role, 'is not a Google Cloud role',
      "pass 'roles/NAME' such as 'roles/storage.objectViewer', 'projects/PROJECT_ID/roles/NAME' or 'organizations/NUMBER/roles/NAME'");
  }
}

function validateCondition(condition?: GcpGrantCondition): void {
  if (condition === undefined) return;
  requireLiteral('condition.expression', condition.expression);
  requireAtMost(LIMITS.conditionTitleCharacters, 'condition.title', condition.title);
  if (condition.description) requireAtMost(LIMITS.descriptionCharacters, 'condition.description', condition.description);
}

function requireAtMost(limit: number, property: string, value: string): void {
  const characters = [...requireLiteral(property, value)].length;
  if (characters > limit) refuse(property, value, `has ${characters} characters`, `Google allows at most ${limit}`);
}
