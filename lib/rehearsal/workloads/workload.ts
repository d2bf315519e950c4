/** What is told of every workload alike. */
interface WorkloadElement {
  /** Construct path, or stack and logical id. */
  readonly name: string;
  readonly region: string;
  readonly account?: string;
  /** @default - AWS generates the name of the role */
  readonly roleName?: string;
  readonly notes: readonly string[];
}

/** An instance that a rehearsal boots. */
export interface InstanceWorkload extends WorkloadElement {
  readonly kind: 'EC2 instance';
  readonly userData: string;
  /** What stands in the user data as `${NAME}`, since it is known only at deployment. */
  readonly unknown: readonly string[];
}

/** What is told of a workload whose credential configuration is found before it runs. */
interface CarriedElement extends WorkloadElement {
  readonly audience: string;
  readonly sessionName: string;
}

/** A Lambda function: its variables, and the file that they point to. */
export interface FunctionWorkload extends CarriedElement {
  readonly kind: 'Lambda function';
  readonly variables: Readonly<Record<string, string>>;
  /** Texts by absolute path. */
  readonly files: Readonly<Record<string, string>>;
}

/** A container as its definition says. */
export interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly name: string; readonly path: string; readonly readOnly: boolean }[];
}

/** Containers of an ECS task or a Kubernetes pod: one that serves credentials, and one that uses them. */
export interface ContainersWorkload extends CarriedElement {
  readonly kind: 'ECS task' | 'Kubernetes pod';
  readonly sidecar: Container & {
    /** Command that succeeds once it is healthy. */
    readonly check: readonly string[];
  };
  readonly app: Container;
}

/** Something that a rehearsal runs. */
export type Workload = InstanceWorkload | FunctionWorkload | ContainersWorkload;

export const DEFAULT_REGION = 'us-east-1';
