import { GcpGrantCondition } from './grant-condition';

/** Options of a grant on a resource that takes IAM conditions, and whose name tells where it is. */
export interface GcpGrantOptions {
  /**
   * Under which condition the grant holds.
   *
   * @default - unconditional
   */
  readonly condition?: GcpGrantCondition;
}

/** Options of a grant on a project. */
export interface GcpProjectGrantOptions extends GcpGrantOptions {
  /**
   * Id of the project on which the role is granted.
   *
   * @default - `gcpProjectId` of the federation
   */
  readonly project?: string;
}

/** Options of a grant on a resource inside a project. Google takes no IAM condition on it: put one on a project grant. */
export interface GcpResourceGrantOptions {
  /**
   * Id of the project that the resource is in.
   *
   * @default - `gcpProjectId` of the federation
   */
  readonly project?: string;
}

/** Options of a grant on a resource in one location. Google takes no IAM condition on it: put one on a project grant. */
export interface GcpLocatedResourceGrantOptions extends GcpResourceGrantOptions {
  /** Location of the resource, such as `europe-west1`. */
  readonly location: string;
}

/** Options of a grant on a resource inside a project that takes IAM conditions. */
export interface GcpConditionalResourceGrantOptions extends GcpResourceGrantOptions {
  /**
   * Under which condition the grant holds.
   *
   * @default - unconditional
   */
  readonly condition?: GcpGrantCondition;
}

/** Options of a grant on a Cloud KMS key. */
export interface GcpKmsKeyGrantOptions extends GcpConditionalResourceGrantOptions {
  /** Location of the key ring, such as `europe-west1` or `global`. */
  readonly location: string;

  /** Name of the key ring. */
  readonly keyRing: string;
}

/** Options of a grant on a resource of a kind that has no method of its own. */
export interface GcpOtherResourceGrantOptions extends GcpGrantOptions {
  /**
   * The arguments of the Terraform resource that name the Google Cloud resource, such as
   * `{ project: 'data-project', instance: 'orders' }`: all but `role`, `member` and `condition`, at least one.
   */
  readonly arguments: { readonly [name: string]: string };
}
