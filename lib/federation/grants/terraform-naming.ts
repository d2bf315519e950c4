/** The argument that takes the complete name of a resource instead of a part of it. */
export const FULL_NAME = 'full name';

/** The Terraform resources that grant roles on one kind of resource, and the arguments by which they name it. */
export interface TerraformNaming<Identity extends string = string> {
  /** What their types begin with, such as `google_pubsub_topic`. */
  readonly type: string;
  /** Their arguments besides `project`, each with the part of the name that it takes. Empty for a kind that its project names. */
  readonly arguments: Readonly<Record<string, Identity | typeof FULL_NAME>>;
  /** What the type of an additive grant ends with. @default '_iam_member' */
  readonly suffix?: string;
}

/** The Terraform type of an additive grant. */
export function additiveType({ type, suffix = '_iam_member' }: TerraformNaming): string {
  return `${type}${suffix}`;
}
