import { UnnamedRole } from '../../federation/generated-role-name';
import { TokenRequest } from '../emulators';

/** What is told of every workload alike. */
interface WorkloadElement {
  /** Construct path, or stack and logical id. */
  readonly name: string;
  readonly region: string;
  readonly account?: string;
  /** @default - AWS generates the name of the role */
  readonly roleName?: string;
  /** The role whose name AWS generates, as its template tells it. @default - not known */
  readonly unnamedRole?: Partial<UnnamedRole>;
  readonly notes: readonly string[];
}

/** An instance that a rehearsal boots. */
export interface InstanceWorkload extends WorkloadElement {
  readonly kind: 'ec2-instance';
  readonly userData: string;
  /** What stands in the user data as `${NAME}`, since it is known only at deployment. */
  readonly unknown: readonly string[];
}

/** What is told of a workload whose credential configuration is found before it runs. */
interface CarriedElement extends WorkloadElement {
  readonly audience: string;
  /** The service account that the configuration names. @default - direct access */
  readonly serviceAccount?: string;
  readonly sessionName: string;
}

/** What a program finds: its variables, and the files that they point to. */
export interface Furnished {
  readonly variables: Readonly<Record<string, string>>;
  /** Texts by absolute path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface FunctionWorkload extends CarriedElement, Furnished {
  readonly kind: 'lambda-function';
}

/** A Kubernetes pod whose token its cluster signs, as one of its containers finds it. */
export interface TokenPodWorkload extends Furnished {
  readonly kind: 'kubernetes-pod';
  readonly name: string;
  readonly audience: string;
  /** The issuer of the cluster. @default - the manifest does not tell */
  readonly issuer?: string;
  /** What the container finds tokens in, by absolute path. */
  readonly tokens: Readonly<Record<string, TokenRequest>>;
  /** `system:serviceaccount:NAMESPACE:NAME` */
  readonly subject: string;
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
  readonly kind: 'ecs-task' | 'kubernetes-pod';
  readonly sidecar: Container & {
    /** Command that succeeds once it is healthy. */
    readonly check: readonly string[];
  };
  readonly app: Container;
}

/** Something that a rehearsal runs as an AWS role. */
export type Workload = InstanceWorkload | FunctionWorkload | ContainersWorkload;

export const DEFAULT_REGION = 'us-east-1';
