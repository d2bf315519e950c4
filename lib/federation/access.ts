import { brand } from './brand';
import { refuse } from './errors';
import { PROJECT_ID, validateProjectId } from './gcp-project';
import { readArgument } from './json/argument';
import { matching, wholeNumber } from './json/form';
import { object, optional } from './json/object-form';
import { LIMITS } from './limits';
import { SERVICE_ACCOUNT_EMAIL, SERVICE_ACCOUNT_ID, projectOfServiceAccount, serviceAccountEmail, validateServiceAccountEmail, validateServiceAccountId } from './service-account';
import { validateTokenLifetime } from './token-lifetime';

/**
 * The service account that a federated workload acts as.
 *
 * At most one of `serviceAccountId` and `serviceAccountEmail` can be set. Without either, the workload has a service
 * account of its own, which is named after it.
 */
export interface GcpImpersonationOptions {
  /**
   * Id of a service account that the Google side creates: the part of its email before the `@`.
   *
   * 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen. Workloads that
   * name the same account share everything that it is granted.
   *
   * @default - `NAME-HASH` of the workload, unless `serviceAccountEmail` is set
   */
  readonly serviceAccountId?: string;

  /**
   * Id of the project in which the account is created, such as the project of the resources that it uses.
   *
   * @default - `gcpProjectId`, the project of the pool
   */
  readonly serviceAccountProject?: string;

  /**
   * Email of an existing service account, in any project: it is bound, not created.
   *
   * @default - an account is created
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

/** The form of the options of an impersonation. @internal */
export const IMPERSONATION = object<GcpImpersonationOptions>('GcpImpersonationOptions', {
  serviceAccountId: optional(matching(SERVICE_ACCOUNT_ID)),
  serviceAccountProject: optional(matching(PROJECT_ID)),
  serviceAccountEmail: optional(matching(SERVICE_ACCOUNT_EMAIL)),
  tokenLifetimeSeconds: optional(wholeNumber(LIMITS.tokenLifetimeSeconds)),
}, {
  not: {
    required: ['serviceAccountEmail'],
    anyOf: [{ required: ['serviceAccountId'] }, { required: ['serviceAccountProject'] }],
  },
});

/** An access strategy, resolved for one workload. @internal */
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
  /** Set if the Google side creates the account. */
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
   * Throws if both `serviceAccountId` and `serviceAccountEmail` are set, if `serviceAccountProject` is set with the
   * latter, or if a value is outside Google's grammar or limits.
   *
   * @param options the account, and the lifetime of its tokens
   */
  public static impersonation(options: GcpImpersonationOptions = {}): GcpAccess {
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

  /**
   * @param gcpProjectId the project of the pool
   * @param ownAccountId the id of the workload's own service account
   * @internal
   */
  public abstract _bind(gcpProjectId: string, ownAccountId: string): BoundAccess;
}

brand(GcpAccess, 'GcpAccess');

class Impersonation extends GcpAccess {
  private readonly options: GcpImpersonationOptions;

  constructor(options: GcpImpersonationOptions) {
    super();
    const { serviceAccountId, serviceAccountProject, serviceAccountEmail: email, tokenLifetimeSeconds } = readArgument(
      IMPERSONATION, options, 'options of GcpAccess.impersonation');
    if (serviceAccountId !== undefined && email !== undefined) {
      throw new Error('GcpAccess.impersonation takes at most one of serviceAccountId and serviceAccountEmail: '
        + 'the first creates an account, the second binds an existing one');
    }
    if (serviceAccountId !== undefined) validateServiceAccountId(serviceAccountId);
    if (serviceAccountProject !== undefined) {
      validateProjectId('serviceAccountProject', serviceAccountProject);
      if (email !== undefined) {
        refuse('serviceAccountProject', serviceAccountProject, 'is set together with serviceAccountEmail',
          'leave it out: the email names the project');
      }
    }
    if (email !== undefined) validateServiceAccountEmail(email);
    validateTokenLifetime(tokenLifetimeSeconds);
    this.options = { serviceAccountId, serviceAccountProject, serviceAccountEmail: email, tokenLifetimeSeconds };
  }

  public toJSON(): any {
    return { impersonation: this.options };
  }

  public _bind(gcpProjectId: string, ownAccountId: string): BoundAccess {
    const { serviceAccountEmail: existing, serviceAccountProject = gcpProjectId, tokenLifetimeSeconds } = this.options;
    const accountIdToCreate = existing === undefined ? this.options.serviceAccountId ?? ownAccountId : undefined;
    const email = existing ?? serviceAccountEmail(accountIdToCreate!, serviceAccountProject);
    return {
      kind: 'impersonation',
      serviceAccount: { email, project: projectOfServiceAccount(email), accountIdToCreate },
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
