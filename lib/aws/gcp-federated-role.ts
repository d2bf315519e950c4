import { CfnOutput } from 'aws-cdk-lib';
import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { InstanceProfile, Role } from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { addToAll } from './ec2/add-to-all';
import { AddToAllOptions } from './ec2/add-to-all-options';
import { addToAutoScalingGroup } from './ec2/auto-scaling-group';
import { Ec2Workloads } from './ec2/ec2-workloads';
import { addToInstance } from './ec2/instance';
import { AddToAutoScalingGroupOptions, AddToInstanceOptions, AddToLaunchTemplateOptions, InstallationOptions } from './ec2/instance-options';
import { addToLaunchTemplate } from './ec2/launch-template';
import { readFederationFile } from './ec2/user-data/federation-file';
import { AddToTaskDefinitionOptions } from './ecs';
import { addToTaskDefinition } from './ecs/task-definition';
import { AddToPodOptions } from './eks';
import { podWithCredentials } from './eks/pod';
import { requireAccountAtDeployment, warn } from './environment';
import { IGcpFederatedRole } from './federated-role';
import { AUTO_SCALING_GROUP, CONSTRUCT, FUNCTION, INSTANCE, LAUNCH_TEMPLATE, TASK_DEFINITION, USER_DATA } from './forms/cdk-forms';
import { DESCRIPTION } from './forms/role-forms';
import {
  ALL_OPTIONS, FUNCTION_OPTIONS, GROUP_OPTIONS, INSTANCE_OPTIONS, POD_OPTIONS, TASK_OPTIONS, TEMPLATE_OPTIONS, USER_DATA_OPTIONS,
} from './forms/workload-forms';
import { GcpFederatedRoleOptions, GcpFederatedRoleProps } from './gcp-federated-role-props';
import { AddToFunctionOptions } from './lambda';
import { addToFunction } from './lambda/function';
import { FederatedIdentity } from './role/federated-identity';
import { GcpFederatedRoleAttributes } from './role/imported-role-attributes';
import { validateAttributes, validateFileArguments, validateImport, validateRoleArguments } from './role/role-arguments';
import { compareOwnRoleName, compareRoleName } from './role/role-name';
import { roleOptions } from './role/role-options';
import { registerRole } from './role/role-registry';
import { noPrincipalYet, WorkloadTrust } from './role/trust';
import { warnWhenUnused } from './role/unused-role';
import { brand } from '../federation/brand';
import { withSubject } from '../federation/errors';
import { Federation } from '../federation/federation';
import { credentialConfig } from '../federation/installation/credential-config';
import { readArgument } from '../federation/json/argument';
import { GcpFederationProps } from '../federation/props';
import { registerAccountUser } from '../federation/shared-accounts';

/**
 * An IAM role that Google Cloud admits without a service-account key, and what its workloads need to use it.
 *
 * Pass the same props to `GcpFederationStack` of `cdk-gcp-federation/gcp`, or to the command
 * `cdk-gcp-federation terraform`, which make the Google side.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export class GcpFederatedRole extends Construct implements IGcpFederatedRole {
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
  public static fromJsonFile(scope: Construct, id: string, file: string, options: GcpFederatedRoleOptions = {}): IGcpFederatedRole {
    const checked = validateFileArguments(scope, id, file, options);
    return new GcpFederatedRole(scope, id, { ...checked, ...readFederationFile(file) });
  }

  /**
   * A federated role that exists already, named `roleName`, in the account of the stack: the role stays as it is.
   *
   * @param scope the construct it belongs to
   * @param id the construct id
   * @param props the same description that the Google side is built from
   */
  public static fromRoleName(scope: Construct, id: string, props: GcpFederationProps): IGcpFederatedRole {
    return GcpFederatedRole.fromFederatedRoleAttributes(scope, id, validateImport(scope, id, props, DESCRIPTION));
  }

  /**
   * A federated role that exists already, also one with a path, or one that AWS permissions are not to be attached to.
   *
   * Throws where name or account of the ARN are not those of the description.
   *
   * @param scope the construct it belongs to
   * @param id the construct id
   * @param attrs the same description that the Google side is built from, and what is known of the role
   */
  public static fromFederatedRoleAttributes(scope: Construct, id: string, attrs: GcpFederatedRoleAttributes): IGcpFederatedRole {
    const { roleArn, mutable, ...props } = validateAttributes(scope, id, attrs);
    const { roleName } = props;
    const role = roleArn === undefined
      ? Role.fromRoleName(scope, `${id}Role`, roleName, { mutable })
      : Role.fromRoleArn(scope, `${id}Role`, roleArn, { mutable });
    return new GcpFederatedRole(scope, id, { ...props, role });
  }

  /** The IAM role of the workloads: pass it to them. */
  public readonly role: iam.IRole;

  /** The principal that AWS permissions are granted to: the role. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The IAM member that Google knows all sessions of the role by. */
  public readonly principalSet: string;

  /**
   * Email of the service account that the workloads act as.
   *
   * @default - none, in direct access
   */
  public readonly serviceAccountEmail?: string;

  private readonly federation: Federation;
  private readonly workloads: Ec2Workloads;
  private readonly identity: FederatedIdentity;
  private readonly trust?: WorkloadTrust;
  private profile?: InstanceProfile;

  /**
   * Throws where a property is outside AWS's or Google's limits, where account or partition are not those of the
   * stack, and where a role of this name is created twice.
   */
  constructor(scope: Construct, id: string, props: GcpFederatedRoleProps) {
    const { federation, role: brought, ...options } = validateRoleArguments(scope, id, props);
    super(scope, id);
    requireAccountAtDeployment(this, federation);
    warn(this, [...federation.warnings, ...registerAccountUser(this.node.root, federation)]);

    this.federation = federation;
    this.principalSet = federation.principalSet;
    this.serviceAccountEmail = federation.access.serviceAccount?.email;

    if (brought) {
      this.run(() => compareRoleName(this, brought, federation));
      this.role = brought;
    } else {
      this.run(() => registerRole(this, federation));
      const role = new Role(this, 'Role', {
        ...roleOptions(options),
        roleName: federation.roleName,
        assumedBy: options.assumedBy ?? noPrincipalYet(),
      });
      this.role = role;
      this.run(() => compareOwnRoleName(this, role, federation));
      this.trust = new WorkloadTrust(role);
      warnWhenUnused(this, federation, this.trust);
    }
    this.grantPrincipal = this.role.grantPrincipal;
    this.workloads = new Ec2Workloads(this, federation, { role: this.role, trust: this.trust }, options.credentialConfigPath);
    this.identity = { scope: this, federation, role: this.role, trust: this.trust };
  }

  /**
   * The credential configuration for Google's clients on EC2, byte for byte as gcloud writes it. It holds no secret.
   *
   * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#create-cred-config
   */
  public get credentialConfig(): string {
    return credentialConfig(this.federation, 'instance-metadata');
  }

  /**
   * The credential configuration for Google's clients if the environment holds the AWS credentials, as in Lambda: it does
   * not name the IMDSv2 token URL. `addToFunction` puts it into functions; an image is built with it.
   */
  public get functionCredentialConfig(): string {
    return credentialConfig(this.federation, 'environment');
  }

  /**
   * The instance profile of the role, made when first asked for.
   *
   * `ec2.Instance` and `ec2.LaunchTemplate` make their own from `role`; this one is for `ec2.CfnInstance` and others
   * that take a profile.
   */
  public get instanceProfile(): iam.IInstanceProfile {
    this.trust?.addService('ec2.amazonaws.com');
    this.profile ??= new InstanceProfile(this, 'InstanceProfile', { role: this.role });
    return this.profile;
  }

  /**
   * Installs the credential configuration by user data of Linux or Windows. Adding it twice changes nothing.
   *
   * On Linux it is seen by login shells, PAM sessions, systemd services and the commands that are added later; on
   * Windows by the processes that start later and the commands that are added later.
   *
   * Throws where nothing would run the commands, where the user data registers a container host or installs another
   * configuration already, and where role name and session name exceed the 127 bytes of `google.subject`. Synthesis
   * fails where all that is in the user data exceeds 16 KB.
   *
   * @param userData user data of instances with this role
   * @param options behavior when the installation fails
   */
  public addToUserData(userData: ec2.UserData, options: InstallationOptions = {}): void {
    this.run(() => {
      const read = readArgument(USER_DATA_OPTIONS, options, 'options');
      this.workloads.addToUserData(readArgument(USER_DATA, userData, 'userData'), { title: `the instances of ${this.node.path}` }, read);
    });
  }

  /**
   * Installs the credential configuration on an instance that has this role.
   *
   * Throws where the instance has another role or no metadata service, and in the cases of `addToUserData`.
   *
   * @param instance an instance with `role: federated.role`
   * @param options delivery, replacement and metadata service
   */
  public addToInstance(instance: ec2.Instance, options: AddToInstanceOptions = {}): void {
    this.run(() => {
      addToInstance(this.workloads, readArgument(INSTANCE, instance, 'instance'), readArgument(INSTANCE_OPTIONS, options, 'options'));
    });
  }

  /**
   * Installs the credential configuration on the instances of a group that has this role, whether it launches them from
   * a launch configuration or from launch templates.
   *
   * Throws where a launch template of the group is not made in this app, and in the cases of `addToInstance`.
   *
   * @param group a group with `role: federated.role`, or with a launch template that has it
   * @param options delivery and metadata service
   */
  public addToAutoScalingGroup(group: autoscaling.AutoScalingGroup, options: AddToAutoScalingGroupOptions = {}): void {
    this.run(() => {
      addToAutoScalingGroup(this.workloads, readArgument(AUTO_SCALING_GROUP, group, 'group'), readArgument(GROUP_OPTIONS, options, 'options'));
    });
  }

  /**
   * Installs the credential configuration on the instances that are launched from a template that has this role.
   *
   * Throws where the template has no user data or no role, and in the cases of `addToInstance`.
   *
   * @param template a launch template with `role: federated.role` and `userData`
   * @param options metadata service
   */
  public addToLaunchTemplate(template: ec2.LaunchTemplate, options: AddToLaunchTemplateOptions = {}): void {
    this.run(() => {
      addToLaunchTemplate(this.workloads, readArgument(LAUNCH_TEMPLATE, template, 'template'), readArgument(TEMPLATE_OPTIONS, options, 'options'));
    });
  }

  /**
   * Puts the credential configuration into a Lambda function that has this role, by a layer of its stack, and sets the
   * variables by which clients find it. Other layers and variables stay as they are.
   *
   * Where this construct made the role, it may write the logs of the function and, in a VPC, make its network interfaces.
   *
   * Throws where the function has another role, is imported, a version or an edge function, is made from an image, has
   * five layers, uses SnapStart or points to other credentials, and where role name and function name exceed the 127
   * bytes of `google.subject`; a name that is not given counts as 64 characters.
   *
   * @param fn a function with `role: federated.role`
   * @param options image functions
   */
  public addToFunction(fn: lambda.IFunction, options: AddToFunctionOptions = {}): void {
    this.run(() => {
      addToFunction(this.identity, readArgument(FUNCTION, fn, 'fn'), readArgument(FUNCTION_OPTIONS, options, 'options'));
    });
  }

  /**
   * Lets the containers of an ECS task that has this role, on Fargate or EC2, use Google's clients as they are.
   *
   * A further container, which is not essential, serves the credentials of the task on loopback in the way of instance
   * metadata, and writes the configuration into a volume. All other containers, also those that are added later, mount
   * that read-only, start once it is written, and have the variables set by which clients find it.
   *
   * Throws where the task has another task role, has this one for its execution role as well, is imported, is not of
   * network mode awsvpc or runs on Windows, and where role name and task id exceed the 127 bytes of `google.subject`.
   * Synthesis fails where the whole definition exceeds 64 KB, or a container points to other credentials.
   *
   * @param task a task definition with `taskRole: federated.role`
   * @param options the further container, and containers that are left as they are
   */
  public addToTaskDefinition(task: ecs.ITaskDefinition, options: AddToTaskDefinitionOptions = {}): void {
    this.run(() => {
      addToTaskDefinition(this.identity, readArgument(TASK_DEFINITION, task, 'task'), readArgument(TASK_OPTIONS, options, 'options'));
    });
  }

  /**
   * A copy of the specification of a Kubernetes pod, in which Google's clients work as they are in a pod that has this
   * role by EKS Pod Identity or, with `irsa`, by IAM roles for service accounts, as they do in a task by
   * `addToTaskDefinition`.
   *
   * Needs Kubernetes 1.29 or later on Linux nodes. The association of role and service account remains yours to make.
   * Where no AWS role is wanted, see `GcpKubernetesServiceAccount`.
   *
   * Throws where the pod uses the network of its node, where a container points to other credentials, and where role
   * name and session name, which has up to 64 characters, exceed the 127 bytes of `google.subject`.
   *
   * @param spec what stands under `spec` of a Pod, or under `spec.template.spec` of a Deployment; it is left as it is
   * @param options the container with the credentials, and containers that are left as they are
   */
  public podWithCredentials(spec: any, options: AddToPodOptions = {}): any {
    return this.run(() => podWithCredentials(this.identity, spec, readArgument(POD_OPTIONS, options, 'options')));
  }

  /**
   * Installs the credential configuration on every instance and Auto Scaling group in a scope that has this role, also
   * on those that are added later.
   *
   * Those with another role are left out with a warning. Those with this role that cannot take the configuration are
   * errors of the synthesis. What was added by name before keeps its options.
   *
   * @param scope an app, a stage, a stack or any other construct
   * @param options exclusions, and what `addToInstance` and `addToAutoScalingGroup` take
   */
  public addToAllIn(scope: IConstruct, options: AddToAllOptions = {}): void {
    this.run(() => {
      addToAll(this.workloads, readArgument(CONSTRUCT, scope, 'scope'), readArgument(ALL_OPTIONS, options, 'options'));
    });
  }

  /** Adds stack outputs: the ARN of the role, the Google IAM member, the service account, and the audience. */
  public addOutputs(): void {
    new CfnOutput(this, 'RoleArn', { value: this.role.roleArn, description: 'IAM role that Google Cloud admits' });
    new CfnOutput(this, 'PrincipalSet', { value: this.principalSet, description: 'Google Cloud IAM member of the role' });
    if (this.serviceAccountEmail !== undefined) {
      new CfnOutput(this, 'ServiceAccountEmail', { value: this.serviceAccountEmail, description: 'Google Cloud service account of the role' });
    }
    new CfnOutput(this, 'Audience', { value: this.federation.audience, description: 'Workload identity pool provider' });
  }

  /** Begins what a step throws with the path of this construct. */
  private run<T>(step: () => T): T {
    return withSubject(this.node.path, step);
  }
}

brand(GcpFederatedRole, 'GcpFederatedRole');
