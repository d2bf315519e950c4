/** How a credential configuration is put on an EC2 instance. */
export interface AddToInstanceOptions {
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
   * Require IMDSv2 session tokens for instance metadata, by the metadata options of the instance itself.
   *
   * Software that speaks IMDSv1 only stops working. Where the instance states the use of tokens already, that stands.
   *
   * @default - true where this construct made the role, so that the instance is new; false where the role was brought along
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
   */
  readonly requireImdsv2?: boolean;
}
