import { readFileSync } from 'node:fs';
import { CfnOutput } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { validateCredentialConfigPath } from './credential-config-path';
import { validateEnvironment, warn } from './environment';
import { GcpFederatedRoleOptions, GcpFederatedRoleProps } from './gcp-federated-role-props';
import { replaceOnChange, requireImdsv2, requireMetadataService, requireRole, runningInstanceWarnings } from './instance';
import { AddToInstanceOptions } from './instance-options';
import { validateBroughtRole } from './role-name';
import { rejectRoleOptions, roleOptions } from './role-options';
import { registerRole } from './role-registry';
import { noPrincipalYet, WorkloadTrust } from './trust';
import { addToUserData } from './user-data';
import { userDataScript } from './user-data-script';
import { credentialConfig } from '../federation/credential-config';
import { Federation, resolveFederation } from '../federation/federation';
import { DEFAULT_CREDENTIAL_CONFIG_PATH } from '../federation/installation';
import { federationPropsFromJson } from '../federation/json';
import { validateSubjectLength } from '../federation/subject-length';

/**
 * An IAM role that Google Cloud admits without a service-account key, and what its workloads need to use it.
 *
 * Pass the same props to `GcpFederationStack` of `cdk-gcp-federation/gcp`, or to the command
 * `cdk-gcp-federation terraform`, which make the Google side.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export class GcpFederatedRole extends Construct implements iam.IGrantable {
  /**
   * A federated role described by a JSON file, which the Google side can read as well.
   *
   * Throws, with file and line, where the file cannot be read or what it says is not valid.
   *
   * @param scope the construct it belongs to
   * @param id the construct id
   * @param file path of the file; its JSON Schema is `cdk-gcp-federation/schema/federation.schema.json`
   * @param options what only the AWS side knows
   */
  public static fromJsonFile(scope: Construct, id: string, file: string, options: GcpFederatedRoleOptions = {}): GcpFederatedRole {
    return new GcpFederatedRole(scope, id, { ...options, ...federationPropsFromJson(readText(file), file) });
  }

  /** The IAM role of the workloads: pass it to them. */
  public readonly role: iam.IRole;

  /** The principal that AWS permissions are granted to: the role. */
  public readonly grantPrincipal: iam.IPrincipal;

  /**
   * The credential configuration for Google's clients on EC2, byte for byte as gcloud writes it. It holds no secret.
   *
   * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#create-cred-config
   */
  public readonly credentialConfig: string;

  /** The IAM member that Google knows all sessions of the role by. */
  public readonly principalSet: string;

  private readonly federation: Federation;
  private readonly commands: readonly string[];
  private readonly trust?: WorkloadTrust;
  private profile?: iam.InstanceProfile;

  /**
   * Throws where a property is outside AWS's or Google's limits, where account or partition are not those of the
   * stack, and where a role of this name is created twice.
   */
  constructor(scope: Construct, id: string, props: GcpFederatedRoleProps) {
    const federation = resolveFederation(props);
    const credentialConfigPath = validateCredentialConfigPath(props.credentialConfigPath ?? DEFAULT_CREDENTIAL_CONFIG_PATH);
    if (props.role) rejectRoleOptions(props);
    super(scope, id);
    validateEnvironment(this, federation);
    warn(this, federation.warnings);

    this.federation = federation;
    this.principalSet = federation.principalSet;
    this.credentialConfig = credentialConfig(federation, 'instance-metadata');
    this.commands = userDataScript({ credentialConfigPath, credentialConfig: this.credentialConfig, gcpProjectId: federation.gcpProjectId });

    if (props.role) {
      warn(this, validateBroughtRole(props.role, federation.roleName, federation.awsAccountId));
      this.role = props.role;
    } else {
      registerRole(this, federation);
      const role = new iam.Role(this, 'Role', {
        ...roleOptions(props),
        roleName: federation.roleName,
        assumedBy: props.assumedBy ?? noPrincipalYet(),
      });
      this.role = role;
      this.trust = new WorkloadTrust(role);
      this.warnWhenUnused(this.trust);
    }
    this.grantPrincipal = this.role.grantPrincipal;
  }

  /**
   * The instance profile of the role, made when first asked for.
   *
   * `ec2.Instance` and `ec2.LaunchTemplate` make their own from `role`; this one is for `ec2.CfnInstance` and others
   * that take a profile.
   */
  public get instanceProfile(): iam.IInstanceProfile {
    this.trust?.addService('ec2.amazonaws.com');
    this.profile ??= new iam.InstanceProfile(this, 'InstanceProfile', { role: this.role });
    return this.profile;
  }

  /**
   * Installs the credential configuration by user data: for login shells, PAM sessions, systemd services and the
   * commands that are added later. Adding it twice changes nothing.
   *
   * Throws where the user data does not take shell commands, where it installs another configuration already, and
   * where role name and session name exceed the 127 bytes of `google.subject`.
   *
   * @param userData user data of a Linux instance with this role
   */
  public addToUserData(userData: ec2.UserData): void {
    validateSubjectLength(this.federation, 'ec2');
    warn(this, addToUserData(this, userData, this.commands));
    this.trust?.addService('ec2.amazonaws.com');
  }

  /**
   * Installs the credential configuration on an instance that has this role.
   *
   * Throws where the instance has another role, and in the cases of `addToUserData`.
   *
   * @param instance a Linux instance with `role: federated.role`
   * @param options replacement and IMDSv2
   */
  public addToInstance(instance: ec2.Instance, options: AddToInstanceOptions = {}): void {
    requireRole(instance, this.role, this.federation.roleName);
    requireMetadataService(instance);
    this.addToUserData(instance.userData);
    if (options.requireImdsv2 ?? this.trust !== undefined) requireImdsv2(instance);
    if (options.replaceInstance) replaceOnChange(instance);
    instance.node.addValidation({
      validate: () => {
        warn(instance, runningInstanceWarnings(instance));
        return [];
      },
    });
  }

  /** Adds stack outputs: the ARN of the role, the Google IAM member, and the audience. */
  public addOutputs(): void {
    new CfnOutput(this, 'RoleArn', { value: this.role.roleArn, description: 'IAM role that Google Cloud admits' });
    new CfnOutput(this, 'PrincipalSet', { value: this.principalSet, description: 'Google Cloud IAM member of the role' });
    new CfnOutput(this, 'Audience', { value: this.federation.audience, description: 'Workload identity pool provider' });
  }

  private warnWhenUnused(trust: WorkloadTrust): void {
    this.node.addValidation({
      validate: () => {
        if (trust.isEmpty) {
          warn(this, [{
            id: 'cdk-gcp-federation:unusedRole',
            message: `role '${this.federation.roleName}' has no workload, so its trust policy denies everybody: call addToInstance or addToUserData, or pass assumedBy`,
          }]);
        }
        return [];
      },
    });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`federation file '${path}' cannot be read: ${(error as Error).message}`);
  }
}
