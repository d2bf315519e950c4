/** A resource in the words of the Google Cloud CLI: `GROUP add-iam-policy-binding RESOURCE --OPTION VALUE`. */
export interface GcloudResource {
  /** The program and the group of its commands that read and change the allow policy, such as `gcloud pubsub topics`. */
  readonly group: string;
  /** The argument that names the resource. */
  readonly resource: string;
  /** The options that name it, too. @default - none */
  readonly options?: Readonly<Record<string, string>>;
  /** Whether the commands take `--condition`, and ask for one if the policy has another. @default true */
  readonly takesCondition?: boolean;
}
