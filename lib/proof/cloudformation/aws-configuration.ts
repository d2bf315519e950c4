import { Determined } from '../determined';
import { PartialText } from './template-values';

/** The IAM role of a workload. */
export interface WorkloadRole {
  /** Bare name. */
  readonly name: Determined<string>;
  /** @default - the role is not made by these templates */
  readonly logicalId?: string;
  readonly constructPath?: string;
}

/** An EC2 instance of a template. */
export interface Ec2Instance {
  readonly kind: 'ec2-instance';
  readonly templateFile: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  /** @default - the stack is not bound to an account */
  readonly account?: string;
  /** @default - the stack is not bound to a region */
  readonly region?: string;
  /** @default - the instance has no instance profile */
  readonly role?: Determined<WorkloadRole>;
  /** @default - the instance has no user data */
  readonly userData?: PartialText;
}

/** What a cloud assembly says about the workloads that run in AWS. */
export interface AwsConfiguration {
  readonly instances: readonly Ec2Instance[];
}
