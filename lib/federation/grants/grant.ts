import {
  BoundGrant, GcpConditionalResourceGrantOptions, GcpGrantCondition, GcpGrantOptions, GcpKmsKeyGrantOptions,
  GcpLocatedResourceGrantOptions, GcpOtherResourceGrantOptions, GcpProjectGrantOptions, GcpResourceGrantOptions, KINDS, ResourceKind,
  validateCondition, validateGoogleRole, validateOtherArguments, validateOtherType,
} from '.';
import { grantOptionsForm, OTHER_OPTIONS } from './grant-options-form';
import { brand } from '../brand';
import { refuse } from '../errors';
import { validateProjectId } from '../gcp-project';
import { readArgument } from '../json/argument';

export type { BoundGrant, GcpGrantCondition } from '.';

/**
 * A Google Cloud role that the federated identity receives.
 *
 * Grants are additive: what others granted stays. Every method throws where the role, a name, the project or the
 * condition is outside Google's grammar.
 *
 * @see https://cloud.google.com/iam/docs/understanding-roles
 */
export abstract class GcpGrant {
  /**
   * A role on a whole project.
   *
   * @param role `roles/NAME`, or a custom role `projects/PROJECT/roles/NAME` or `organizations/NUMBER/roles/NAME`
   * @param options the project and a condition
   */
  public static project(role: string, options: GcpProjectGrantOptions = {}): GcpGrant {
    return new ResourceGrant('project', {}, role, options);
  }

  /**
   * A role on a folder, and so on every project in it.
   *
   * @param id number of the folder, digits only
   * @param role `roles/NAME` or a custom role
   * @param options a condition
   */
  public static folder(id: string, role: string, options: GcpGrantOptions = {}): GcpGrant {
    return new ResourceGrant('folder', { id }, role, options);
  }

  /**
   * A role on an organization, and so on everything in it.
   *
   * @param id number of the organization, digits only
   * @param role `roles/NAME` or a custom role
   * @param options a condition
   */
  public static organization(id: string, role: string, options: GcpGrantOptions = {}): GcpGrant {
    return new ResourceGrant('organization', { id }, role, options);
  }

  /**
   * A role on one Cloud Storage bucket.
   *
   * With a condition, or for an identity in direct access, the bucket needs uniform bucket-level access.
   *
   * @param name name of the bucket, without `gs://`
   * @param role `roles/NAME` or a custom role
   * @param options a condition
   */
  public static bucket(name: string, role: string, options: GcpGrantOptions = {}): GcpGrant {
    return new ResourceGrant('bucket', { name }, role, options);
  }

  /**
   * A role on one BigQuery dataset. To run queries the identity also needs `roles/bigquery.jobUser` on a project.
   *
   * @param id id of the dataset, without its project
   * @param role `roles/NAME` or a custom role
   * @param options the project
   */
  public static bigQueryDataset(id: string, role: string, options: GcpResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('bigQueryDataset', { id }, role, options);
  }

  /**
   * A role on one BigQuery table or view. To run queries the identity also needs `roles/bigquery.jobUser` on a project.
   *
   * @param dataset id of the dataset, without its project
   * @param table id of the table or view
   * @param role `roles/NAME` or a custom role
   * @param options the project
   */
  public static bigQueryTable(dataset: string, table: string, role: string, options: GcpResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('bigQueryTable', { dataset, table }, role, options);
  }

  /**
   * A role on one Pub/Sub topic.
   *
   * @param name name of the topic, the last part only
   * @param role `roles/NAME` or a custom role
   * @param options the project
   */
  public static topic(name: string, role: string, options: GcpResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('topic', { name }, role, options);
  }

  /**
   * A role on one Pub/Sub subscription.
   *
   * @param name name of the subscription, the last part only
   * @param role `roles/NAME` or a custom role
   * @param options the project
   */
  public static subscription(name: string, role: string, options: GcpResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('subscription', { name }, role, options);
  }

  /**
   * A role on one secret of Secret Manager.
   *
   * @param id id of the secret, without its project
   * @param role `roles/NAME` or a custom role
   * @param options the project and a condition
   */
  public static secret(id: string, role: string, options: GcpConditionalResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('secret', { id }, role, options);
  }

  /**
   * A role on one Cloud KMS key.
   *
   * @param name name of the key
   * @param role `roles/NAME` or a custom role
   * @param options the location and the key ring, the project and a condition
   */
  public static kmsKey(name: string, role: string, options: GcpKmsKeyGrantOptions): GcpGrant {
    return new ResourceGrant('kmsKey', { name }, role, options);
  }

  /**
   * A role on one Cloud Run service.
   *
   * `roles/run.invoker` works by impersonation only: a service is called with an ID token.
   *
   * @param name name of the service
   * @param role `roles/NAME` or a custom role
   * @param options the region and the project
   */
  public static cloudRunService(name: string, role: string, options: GcpLocatedResourceGrantOptions): GcpGrant {
    return new ResourceGrant('cloudRunService', { name }, role, options);
  }

  /**
   * A role on one Artifact Registry repository.
   *
   * @param name name of the repository
   * @param role `roles/NAME` or a custom role
   * @param options the location and the project
   */
  public static artifactRegistryRepository(name: string, role: string, options: GcpLocatedResourceGrantOptions): GcpGrant {
    return new ResourceGrant('artifactRegistryRepository', { name }, role, options);
  }

  /**
   * A role on one service account, for chains of impersonation: `roles/iam.serviceAccountTokenCreator` lets the
   * identity get tokens of that account, too.
   *
   * @param serviceAccountEmail email of a user-managed account, in any project
   * @param role `roles/NAME` or a custom role
   */
  public static serviceAccount(serviceAccountEmail: string, role: string): GcpGrant {
    return new ResourceGrant('serviceAccount', { serviceAccountEmail }, role, {});
  }

  /**
   * A role on one Spanner instance, and so on its databases.
   *
   * @param name id of the instance
   * @param role `roles/NAME` or a custom role
   * @param options the project and a condition
   */
  public static spannerInstance(name: string, role: string, options: GcpConditionalResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('spannerInstance', { name }, role, options);
  }

  /**
   * A role on one Spanner database.
   *
   * @param instance id of the instance
   * @param database id of the database
   * @param role `roles/NAME` or a custom role
   * @param options the project and a condition
   */
  public static spannerDatabase(instance: string, database: string, role: string, options: GcpConditionalResourceGrantOptions = {}): GcpGrant {
    return new ResourceGrant('spannerDatabase', { instance, database }, role, options);
  }

  /**
   * A role on a resource of any other kind, by the Terraform resource that makes such a grant.
   *
   * @param resourceType `google_..._iam_member`, such as `google_bigtable_instance_iam_member`
   * @param role `roles/NAME` or a custom role
   * @param options what names the resource, and a condition where Google takes one
   * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs
   */
  public static resource(resourceType: string, role: string, options: GcpOtherResourceGrantOptions): GcpGrant {
    return new OtherGrant(resourceType, role, options);
  }

  /** @internal */
  public static _on(
    kind: keyof typeof KINDS, identity: Readonly<Record<string, string>>, role: string, options: GcpProjectGrantOptions,
  ): GcpGrant {
    return new ResourceGrant(kind, identity, role, options);
  }

  /** The JSON form, as `GcpFederatedRole.fromJsonFile` reads it. */
  public abstract toJSON(): any;

  /** @internal */
  public abstract _bind(gcpProjectId: string): BoundGrant;
}

brand(GcpGrant, 'GcpGrant');

class ResourceGrant extends GcpGrant {
  private readonly identity: Readonly<Record<string, string>>;
  private readonly project?: string;
  private readonly condition?: GcpGrantCondition;

  /** @param parameters what names the resource and is no option */
  constructor(
    private readonly kind: keyof typeof KINDS, parameters: Readonly<Record<string, string>>, private readonly role: string, options: object,
  ) {
    super();
    const form = grantOptionsForm(KINDS[kind], Object.keys(parameters));
    const { project, condition, ...named } = readArgument(form, options, `options of GcpGrant.${kind}`);
    this.identity = { ...parameters, ...named as Readonly<Record<string, string>> };
    const { noun, takesCondition, identity } = KINDS[kind];
    for (const [property, rule] of Object.entries(identity)) rule.validate(property, this.identity[property]);
    validateGoogleRole(role);
    if (project !== undefined) this.project = validateProjectId('project', project as string);
    if (condition !== undefined && !takesCondition) {
      refuse('condition', condition, `is not taken by a ${noun}`, 'grant the role on its project, by GcpGrant.project with the condition');
    }
    this.condition = validateCondition(condition as GcpGrantCondition | undefined);
  }

  public toJSON(): any {
    return { [this.kind]: { ...this.identity, role: this.role, project: this.project, condition: this.condition } };
  }

  public _bind(gcpProjectId: string): BoundGrant {
    const { inProject, identity } = KINDS[this.kind];
    return {
      resource: this.kind,
      ...inProject && { project: this.project ?? gcpProjectId },
      ...Object.keys(identity).length > 0 && { identity: this.identity },
      role: this.role,
      condition: this.condition,
    };
  }
}

class OtherGrant extends GcpGrant {
  private readonly identity: Readonly<Record<string, string>>;
  private readonly condition?: GcpGrantCondition;

  constructor(private readonly resourceType: string, private readonly role: string, options: GcpOtherResourceGrantOptions) {
    super();
    validateOtherType(resourceType);
    validateGoogleRole(role);
    const read = readArgument(OTHER_OPTIONS, options, 'options of GcpGrant.resource');
    this.identity = validateOtherArguments(read.arguments);
    this.condition = validateCondition(read.condition);
  }

  public toJSON(): any {
    return { resource: { resourceType: this.resourceType, role: this.role, arguments: this.identity, condition: this.condition } };
  }

  public _bind(): BoundGrant {
    return { resource: this.resourceType as ResourceKind, identity: this.identity, role: this.role, condition: this.condition };
  }
}
