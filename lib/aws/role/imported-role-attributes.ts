import { GcpFederationProps } from '../../federation';

/** A federated role that exists already. */
export interface GcpFederatedRoleAttributes extends GcpFederationProps {
  /**
   * ARN of the role, where it has a path or is not to be looked for in the account of the stack.
   *
   * @default - the role `roleName` without a path, in the account and partition of the stack
   */
  readonly roleArn?: string;

  /**
   * Whether AWS permissions that are granted to the construct are attached to the role.
   *
   * @default true
   */
  readonly mutable?: boolean;

  /**
   * Where the credential configuration is put on the instance, as in `GcpFederatedRole`.
   *
   * @default '/etc/cdk-gcp/credential-config.json', on Windows 'C:\ProgramData\cdk-gcp\credential-config.json'
   */
  readonly credentialConfigPath?: string;
}
