import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { warn } from '../environment';
import { InstallationOptions, MetadataServiceOptions } from './instance-options';
import { applyMetadataOptions, MetadataOptionsHolder, validateMetadataOptions } from './metadata-options';
import { Platform, platformOfPath } from './user-data/credential-config-path';
import { refuse } from '../../federation/errors';
import { Federation } from '../../federation/federation';
import { DEFAULT_CREDENTIAL_CONFIG_PATH, DEFAULT_WINDOWS_CREDENTIAL_CONFIG_PATH } from '../../federation/installation/installation';
import { requireFederatedRole } from '../role/federated-identity';
import { addToUserData, requireNoContainerHost, UserDataOwner } from './user-data/user-data';
import { credentialConfig } from '../../federation/installation/credential-config';
import { userDataScript } from '../../federation/installation/user-data-script';
import { windowsScript } from '../../federation/installation/windows-script';
import { validateSubjectLength } from '../../federation/subject-length';
import { WorkloadTrust } from '../role/trust';

/** What has a role and metadata options, and starts with user data: an instance, a launch template or a launch configuration. */
export interface Machine extends MetadataOptionsHolder, UserDataOwner {
  readonly role: iam.IRole;
  /** What to do where the role is another than the federated one. */
  readonly waysOut: string;
}

/** The role of the workloads, and where it comes from. */
export interface WorkloadRole {
  readonly role: iam.IRole;
  /** Set where the construct made the role. */
  readonly trust?: WorkloadTrust;
}

/** The EC2 workloads of one federated role. */
export class Ec2Workloads {
  /** What has been added, so that the app-wide way in leaves alone what was added by name. */
  public readonly served = new WeakSet<Construct>();

  public readonly role: iam.IRole;
  public readonly ownsRole: boolean;

  private readonly trust?: WorkloadTrust;

  constructor(
    public readonly scope: Construct, private readonly federation: Federation,
    { role, trust }: WorkloadRole, private readonly path?: string,
  ) {
    this.role = role;
    this.trust = trust;
    this.ownsRole = trust !== undefined;
  }

  /** Adds the commands to user data, and lets EC2 assume the role. */
  public addToUserData(userData: ec2.UserData, owner: UserDataOwner, options: InstallationOptions = {}): void {
    this.requireSubject();
    warn(this.scope, addToUserData(this.scope, userData, owner, platform => this.commands(platform, options)));
    this.trustEc2();
  }

  /** Adds the commands to the user data of a machine that has this role, and sets its metadata options. */
  public addToMachine(machine: Machine, userData: ec2.UserData, options: MetadataServiceOptions & InstallationOptions): void {
    requireNoContainerHost(this.scope, userData, machine);
    const request = this.require(machine, options);
    this.addToUserData(userData, machine, options);
    applyMetadataOptions(machine, request);
  }

  /** Sets the metadata options of a machine that receives the commands in another way. */
  public prepareMachine(machine: Machine, options: MetadataServiceOptions): void {
    const request = this.require(machine, options);
    this.requireSubject();
    this.trustEc2();
    applyMetadataOptions(machine, request);
  }

  /** The commands that install the configuration. */
  public commands(platform: Platform, { onFailure }: InstallationOptions = {}): string[] {
    if (this.path !== undefined && platformOfPath(this.path) !== platform) {
      refuse('credentialConfigPath', this.path, `is not a path of ${platform}, where the configuration is installed here`,
        `leave it out to have the default of each platform, or make a second GcpFederatedRole with role: federated.role and a path of ${platform}`);
    }
    const input = {
      credentialConfig: credentialConfig(this.federation, 'instance-metadata'),
      workloadProjectId: this.federation.workloadProjectId,
      onFailure,
    };
    return platform === 'Windows'
      ? windowsScript({ ...input, credentialConfigPath: this.path ?? DEFAULT_WINDOWS_CREDENTIAL_CONFIG_PATH })
      : userDataScript({ ...input, credentialConfigPath: this.path ?? DEFAULT_CREDENTIAL_CONFIG_PATH });
  }

  /** Refuses, before anything is changed, a machine with another role: attaching ours would take the permissions of what runs there. */
  private require(machine: Machine, options: MetadataServiceOptions) {
    requireFederatedRole({ federation: this.federation, role: this.role }, machine.role, machine.title, machine.waysOut);
    const request = { requireImdsv2: options.requireImdsv2 ?? this.ownsRole, metadataHopLimit: options.metadataHopLimit };
    validateMetadataOptions(machine, request);
    return request;
  }

  private requireSubject(): void {
    validateSubjectLength(this.federation, 'ec2');
  }

  private trustEc2(): void {
    this.trust?.addService('ec2.amazonaws.com');
  }
}
