import type * as iam from 'aws-cdk-lib/aws-iam';
import { GcpFederationProps } from '../federation';
import { IamRoleOptions } from './role/iam-role-options';

/** What only the AWS side knows of a federated role. */
export interface GcpFederatedRoleOptions extends IamRoleOptions {
  /**
   * A role that exists, or that other code creates, in place of a new one.
   *
   * Its name must be `roleName`. Where CloudFormation generates the name, `roleName` is the name as deployed. The role
   * and its trust policy are left as they are.
   *
   * @default - a role is created
   */
  readonly role?: iam.IRole;

  /**
   * Who else may assume the role, beside the workloads that are added to it.
   *
   * @default - only the services that run the added workloads, such as EC2
   */
  readonly assumedBy?: iam.IPrincipal;

  /**
   * Where the credential configuration is put on the instance: an absolute path in a folder that outlives a reboot, on
   * Linux of letters, digits and `._-` between slashes, on Windows with a drive, backslashes and single spaces as well.
   *
   * @default '/etc/cdk-gcp/credential-config.json', on Windows 'C:\ProgramData\cdk-gcp\credential-config.json'
   */
  readonly credentialConfigPath?: string;
}

/** Properties of `GcpFederatedRole`. */
export interface GcpFederatedRoleProps extends GcpFederationProps, GcpFederatedRoleOptions {
}
