import { GcpDelivery } from './delivery';
import { InstallationFailureAction } from '../../federation/installation/installation-input';

/** How the commands that install a credential configuration behave. */
export interface InstallationOptions {
  /**
   * What happens at the boot of an instance on which the configuration cannot be installed.
   *
   * With the default, cloud-init reports such a boot as done. The failure is in `/run/cdk-gcp-failed` on Linux and in
   * `C:\\ProgramData\\cdk-gcp-failed.txt` on Windows, in the system log, on the console and in the output of the user data.
   *
   * @default InstallationFailureAction.CONTINUE
   */
  readonly onFailure?: InstallationFailureAction;
}

/** What the instance metadata service of a machine with a credential configuration is to be like. */
export interface MetadataServiceOptions {
  /**
   * Require IMDSv2 session tokens for instance metadata, by the metadata options of the instance, the launch template
   * or the launch configuration itself.
   *
   * Software that speaks IMDSv1 only stops working. Where the use of tokens is stated already, that stands.
   *
   * @default - true where this construct made the role, so that the instance is new; false where the role was brought along
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
   */
  readonly requireImdsv2?: boolean;

  /**
   * How many network hops the answer to an IMDSv2 token request may take, 1 to 64.
   *
   * Containers that are run by hand on the bridge network of the instance need 2. They act as the role of the
   * instance, and need the file and its variables passed in.
   *
   * @default - as stated already, else EC2's default
   */
  readonly metadataHopLimit?: number;
}

/** How a credential configuration is put on an EC2 instance. */
export interface AddToInstanceOptions extends MetadataServiceOptions, InstallationOptions {
  /**
   * Replace the instance whenever its user data changes, as user data runs at the first boot only.
   *
   * Replacement loses what is on the instance's own disks and its private address.
   *
   * @default - not replaced: CloudFormation restarts a running instance, which then keeps its old configuration
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
   */
  readonly replaceInstance?: boolean;

  /**
   * How the configuration reaches the instance.
   *
   * @default GcpDelivery.userData()
   */
  readonly deliverBy?: GcpDelivery;
}

/** How a credential configuration is put on the instances of an Auto Scaling group. */
export interface AddToAutoScalingGroupOptions extends MetadataServiceOptions, InstallationOptions {
  /**
   * How the configuration reaches the instances.
   *
   * @default GcpDelivery.userData()
   */
  readonly deliverBy?: GcpDelivery;
}

/** How a credential configuration is put on the instances of a launch template. */
export interface AddToLaunchTemplateOptions extends MetadataServiceOptions, InstallationOptions {
}
