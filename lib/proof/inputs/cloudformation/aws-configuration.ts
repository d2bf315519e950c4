import { Determined, PartialText, Undetermined } from '../../determined';
import { FoundCredentialConfig } from '../credential-config';
import { JsonObject } from '../read-json';
import { Reading } from '../reading';

/** The IAM role of a workload. */
export interface WorkloadRole {
  /** Bare name. */
  readonly name: Determined<string>;
  /** @default - that of the stack */
  readonly account?: string;
  /** @default - that of the region of the stack */
  readonly partition?: string;
  /** Path of the role, which never reaches Google. @default - not told */
  readonly path?: Determined<string>;
  /** @default - the role is not made by these templates */
  readonly logicalId?: string;
  readonly constructPath?: string;
  /** Name of the stack that makes the role. @default - not known, as in a nested stack */
  readonly stackName?: string;
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

export type AwsWorkloadKind =
  'ec2-instance' | 'auto-scaling-group' | 'launch-template' | 'lambda-function' | 'ecs-task' | 'codebuild-project' | 'kubernetes-pod';

/**
 * How a program comes to a configuration: by a file that a variable of the Google clients names, by a file that nothing
 * names, by JSON in such a variable, which takes a path only, or by JSON in a variable of its own.
 */
export type CarriedUse = 'pointed-to' | 'not-pointed-to' | 'json-in-google-variable' | 'json-in-own-variable';

/** Where a workload carries a credential configuration. */
export interface Carried {
  /** In words, such as `user data`. */
  readonly where: string;
  readonly config: FoundCredentialConfig;
  /** What in the same place is known only at deployment, with the reason. @default - nothing */
  readonly unresolved?: readonly string[];
  /** How a program comes to the configuration. @default - not told */
  readonly use?: CarriedUse;
  /** The issuer of the cluster, as whoever wrote the configuration noted it. @default - not told */
  readonly issuer?: string;
}

/** The service account of a Kubernetes pod, and the tokens of it that are put into its containers. */
export interface PodIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Audience by file. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** What matters of an ECS task whose containers share credentials. */
export interface TaskFacts {
  /** @default - not known */
  readonly networkMode?: string;
  /** Whether ECS itself acts as the role of the containers. */
  readonly sharesExecutionRole: boolean;
  /** Containers that point at a configuration, and do not wait for the container that carries it. */
  readonly impatient: readonly string[];
}

/** What an instance runs. */
export interface MachineDefinition {
  readonly kind: 'machine';
  /** Decoded. @default - it has none */
  readonly userData?: PartialText;
}

/** What a function runs with. */
export interface FunctionDefinition {
  readonly kind: 'function';
  readonly variables: Readonly<Record<string, PartialText>>;
  /** Folder or archive of the code. @default - it is not there */
  readonly code?: string;
  /** Folders or archives of its layers, in order. */
  readonly layers: readonly string[];
}

/** The containers of a task, in the form of the API of ECS with names in upper camel case. */
export interface TaskDefinition {
  readonly kind: 'task';
  readonly containers: readonly JsonObject[];
}

/** The specification of a pod, with the data of the ConfigMaps of its namespace by name. */
export interface PodDefinition {
  readonly kind: 'pod';
  readonly spec: JsonObject;
  readonly configMaps: ReadonlyMap<string, JsonObject>;
}

/** What a workload runs, resolved: `${NAME}` stands for what is known only at deployment. */
export type WorkloadDefinition = MachineDefinition | FunctionDefinition | TaskDefinition | PodDefinition;

/** Something that runs in AWS and carries a credential configuration. */
export interface AwsWorkload {
  readonly kind: AwsWorkloadKind;
  /** @default - it does not run here, such as a build */
  readonly definition?: WorkloadDefinition;
  readonly templateFile: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  /** Which of the Kubernetes objects that the resource makes. @default - it makes none */
  readonly object?: string;
  /** Where the user's own source made it. */
  readonly source?: string;
  readonly account?: string;
  readonly region?: string;
  /** @default - it has no role */
  readonly role?: Determined<WorkloadRole>;
  /** The session name, where it is fixed. @default - it differs from run to run */
  readonly sessionName?: string;
  /** Whether the metadata service asks for IMDSv2. @default - not said, so the image or the account decides */
  readonly imdsV2?: 'required' | 'optional';
  /** Whether the metadata service is switched off. @default false */
  readonly metadataOff?: boolean;
  /** Whether the function starts from a snapshot. @default false */
  readonly snapStart?: boolean;
  /** @default - it is no task */
  readonly task?: TaskFacts;
  /** @default - it is no pod */
  readonly pod?: PodIdentity;
  readonly carried: readonly Carried[];
}

/** A role that the templates make. */
export interface AwsRole {
  readonly name: Determined<string>;
  readonly account?: string;
  readonly region?: string;
  readonly templateFile?: string;
  readonly logicalId?: string;
  readonly constructPath?: string;
  readonly source?: string;
  /** Who may assume it: a policy in which `${NAME}` stands for what is not known. @default - not told */
  readonly trustPolicy?: Determined<JsonObject>;
  /** What of the policy is known only at deployment. @default - nothing */
  readonly trustUnknown?: readonly Undetermined[];
}

/** What a cloud assembly says about the workloads that run in AWS. */
export interface AwsConfiguration extends Reading {
  readonly instances: readonly Ec2Instance[];
  /** Those that carry a credential configuration. */
  readonly workloads: readonly AwsWorkload[];
  readonly roles: readonly AwsRole[];
}
