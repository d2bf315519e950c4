import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { AddToAllOptions } from './ec2/add-to-all-options';
import { AddToAutoScalingGroupOptions, AddToInstanceOptions, AddToLaunchTemplateOptions, InstallationOptions } from './ec2/instance-options';
import { AddToTaskDefinitionOptions } from './ecs';
import { AddToPodOptions } from './eks';
import { AddToFunctionOptions } from './lambda';

/** An IAM role that Google Cloud admits, created in this app or not. */
export interface IGcpFederatedRole extends IConstruct, iam.IGrantable {
  /** The IAM role of the workloads: pass it to them. */
  readonly role: iam.IRole;

  /** The IAM member that Google knows all sessions of the role by. */
  readonly principalSet: string;

  /**
   * Email of the service account that the workloads act as.
   *
   * @default - none, in direct access
   */
  readonly serviceAccountEmail?: string;

  /** The credential configuration for Google's clients on EC2. */
  readonly credentialConfig: string;

  /** The credential configuration for Google's clients in Lambda functions. */
  readonly functionCredentialConfig: string;

  /** The instance profile of the role, created when first asked for. */
  readonly instanceProfile: iam.IInstanceProfile;

  /** Installs the credential configuration by user data of Linux or Windows. */
  addToUserData(userData: ec2.UserData, options?: InstallationOptions): void;

  /** Installs the credential configuration on an instance that has this role. */
  addToInstance(instance: ec2.Instance, options?: AddToInstanceOptions): void;

  /** Installs the credential configuration on the instances of a group that has this role. */
  addToAutoScalingGroup(group: autoscaling.AutoScalingGroup, options?: AddToAutoScalingGroupOptions): void;

  /** Installs the credential configuration on the instances that are launched from a template that has this role. */
  addToLaunchTemplate(template: ec2.LaunchTemplate, options?: AddToLaunchTemplateOptions): void;

  /** Puts the credential configuration into a Lambda function that has this role. */
  addToFunction(fn: lambda.IFunction, options?: AddToFunctionOptions): void;

  /** Lets the containers of an ECS task that has this role use Google's clients as they are. */
  addToTaskDefinition(task: ecs.ITaskDefinition, options?: AddToTaskDefinitionOptions): void;

  /** Returns a copy of the specification of a Kubernetes pod that has this role, in which Google's clients work as they are. */
  podWithCredentials(spec: any, options?: AddToPodOptions): any;

  /** Installs the credential configuration on every instance and Auto Scaling group in a scope that has this role. */
  addToAllIn(scope: IConstruct, options?: AddToAllOptions): void;

  /** Adds stack outputs: the ARN of the role, the Google IAM member, the service account, and the audience. */
  addOutputs(): void;
}
