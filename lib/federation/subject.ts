import { brand } from './brand';

/**
 * Which assertion of the AWS identity becomes `google.subject`, the name in Google's audit logs.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation#mapping
 */
export abstract class GcpSubject {
  /**
   * The assumed-role ARN with the session name: readable in audit logs.
   *
   * Google allows 127 bytes, so long role names with long session names do not fit; such a pair is refused.
   */
  public static arn(): GcpSubject {
    return new AssertionSubject('arn', 'assertion.arn');
  }

  /**
   * The unique id of the role with the session name (`AROA...:session`): at most 86 bytes, so it always fits, and
   * never reused when a role is deleted and made again.
   */
  public static userId(): GcpSubject {
    return new AssertionSubject('userId', 'assertion.userid');
  }

  /** The JSON form, as `GcpFederatedRole.fromJsonFile` reads it. */
  public abstract toJSON(): any;

  /** @internal */
  public abstract _bind(): BoundSubject;
}

/** What a subject strategy comes to. @internal */
export interface BoundSubject {
  readonly kind: 'arn' | 'userId';
  /** The CEL expression that the provider maps to `google.subject`. */
  readonly expression: string;
}

brand(GcpSubject, 'GcpSubject');

class AssertionSubject extends GcpSubject {
  constructor(private readonly kind: 'arn' | 'userId', private readonly expression: string) {
    super();
  }

  public toJSON(): any {
    return this.kind;
  }

  public _bind(): BoundSubject {
    return { kind: this.kind, expression: this.expression };
  }
}
