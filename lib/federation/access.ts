import { refuse } from './errors';
import { validateProjectId } from './gcp-project';
import { projectOfServiceAccount, serviceAccountEmail, validateServiceAccountEmail, validateServiceAccountId } from './service-account';
import { validateTokenLifetime } from './token-lifetime';

/**
 * Which service account a federated workload acts as.
 *
 * Exactly one of `serviceAccountId` and `serviceAccountEmail` is required.
 */
export interface GcpImpersonationOptions {
  /**
   * Id of a service account that the Google side creates: the part of its email before the `@`.
   *
   * 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.
   *
   * @default - `serviceAccountEmail` names an account that exists
   */
  readonly serviceAccountId?: string;

  /**
   * Id of the project in which the account of `serviceAccountId` is created, such as the one of the resources that it
   * reaches.
   *
   * @default - `gcpProjectId`, the project of the pool
   */
  readonly serviceAccountProject?: string;

  /**
   * Email of a service account that exists, in any project: it is bound, not created.
   *
   * @default - `serviceAccountId` names an account to create
   */
  readonly serviceAccountEmail?: string;

  /**
   * How long an access token of the service account lives, in seconds, 600 to 43200.
   *
   * Above 3600 the organization policy `iam.allowServiceAccountCredentialLifetimeExtension` must list the account.
   * Node.js, Python, Go and Java clients honour it; Ruby, PHP and Rust clients ignore it.
   *
   * @default - 3600, Google's default
   * @see https://cloud.google.com/iam/docs/create-short-lived-credentials-direct
   */
  readonly tokenLifetimeSeconds?: number;
}

/** What an access strategy comes to in one project. @internal */
export interface BoundAccess {
  readonly kind: 'impersonation' | 'direct';
  /** @default - no service account takes part */
  readonly serviceAccount?: BoundServiceAccount;
  readonly tokenLifetimeSeconds?: number;
}

/** The service account of a federation. @internal */
export interface BoundServiceAccount {
  readonly email: string;
  readonly project: string;
  /** Set where the Google side creates the account. */
  readonly accountIdToCreate?: string;
}

/**
 * How a federated workload reaches Google Cloud resources.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation#access_management
 */
export abstract class GcpAccess {
  /**
   * The workload acts as a service account, which holds the roles.
   *
   * Works with every Google Cloud API.
   *
   * Throws where neither or both of `serviceAccountId` and `serviceAccountEmail` are given, where
   * `serviceAccountProject` is given with the latter, or where a value is outside Google's grammar or limits.
   *
   * @param options which account, and how long its tokens live
   */
  public static impersonation(options: GcpImpersonationOptions): GcpAccess {
    return new Impersonation(options);
  }

  /**
   * The workload's own federated identity holds the roles; there is no service account.
   *
   * Google recommends it where the API takes federated identities. It cannot mint ID tokens (Cloud Run, IAP) and
   * cannot sign blobs or URLs.
   *
   * @see https://cloud.google.com/iam/docs/federated-identity-supported-services
   */
  public static direct(): GcpAccess {
    return new DirectAccess();
  }

  /** The JSON form, as `GcpFederatedRole.fromJsonFile` reads it. */
  public abstract toJSON(): any;

  /** @internal */
  public abstract _bind(gcpProjectId: string): BoundAccess;
}

class Impersonation extends GcpAccess {
  private readonly options: GcpImpersonationOptions;

  constructor(options: GcpImpersonationOptions) {
    super();
    const { serviceAccountId, serviceAccountProject, serviceAccountEmail: email, tokenLifetimeSeconds } = options;
    if ((serviceAccountId === undefined) === (email === undefined)) {
      throw new Error('GcpAccess.impersonation needs exactly one of serviceAccountId and serviceAccountEmail: '
        + 'the first creates an account, the second binds one that exists');
    }
    if (serviceAccountId !== undefined) validateServiceAccountId(serviceAccountId);
    if (serviceAccountProject !== undefined) {
      validateProjectId('serviceAccountProject', serviceAccountProject);
      if (email !== undefined) refuse('serviceAccountProject', serviceAccountProject, 'stands beside serviceAccountEmail', 'leave it out: the email names the project');
    }
    if (email !== undefined) validateServiceAccountEmail(email);
    validateTokenLifetime(tokenLifetimeSeconds);
    this.options = { serviceAccountId, serviceAccountProject, serviceAccountEmail: email, tokenLifetimeSeconds };
  }

  public toJSON(): any {
    return { impersonation: this.options };
  }

  public _bind(gcpProjectId: string): BoundAccess {
    const { serviceAccountId, serviceAccountProject, tokenLifetimeSeconds } = this.options;
    const email = this.options.serviceAccountEmail ?? serviceAccountEmail(serviceAccountId!, serviceAccountProject ?? gcpProjectId);
    return {
      kind: 'impersonation',
      serviceAccount: { email, project: projectOfServiceAccount(email), accountIdToCreate: serviceAccountId },
      tokenLifetimeSeconds,
    };
  }
}

class DirectAccess extends GcpAccess {
  public toJSON(): any {
    return 'direct';
  }

  public _bind(): BoundAccess {
    return { kind: 'direct' };
  }
}
