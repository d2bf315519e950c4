/** A place in an input. */
export interface InputPlace {
  readonly side: 'aws' | 'gcp';
  /** File or folder as it was given. */
  readonly file: string;
  /** Logical id, Terraform address or name of an object. @default - the whole file */
  readonly address?: string;
  /** First line of the block, counted from 1. @default - the parser tells none */
  readonly line?: number;
}

/** Kinds of reasons why a part of an input was not read. */
export type UnreadCode =
  /** A module, nested stack, transform, include or asset that is not in the given files. */
  | 'elsewhere'
  /** A construct, function or resource form that the reader does not know. */
  | 'unsupported'
  /** A value that decides what exists and that nobody knows before deployment. */
  | 'unknown-value'
  /** A file next to the given ones that holds a part of the same input in a form that is not read. */
  | 'file'
  /** A plan or state that its engine did not finish. */
  | 'incomplete'
  /** More than the limits of the reader. */
  | 'limit';

/** A part of an input that was not read, and so was not judged. */
export interface Unread extends InputPlace {
  readonly code: UnreadCode;
  /** What was not read, such as `module.extra`. */
  readonly what: string;
  /** Why, as one clause. */
  readonly reason: string;
  /** What to pass or change so that it is read, as one imperative sentence. */
  readonly wayOut: string;
}

/** A default that was taken because no value file, option or plan replaces it. */
export interface DefaultTaken extends InputPlace {
  readonly kind: 'terraform-variable' | 'cloudformation-parameter';
  readonly name: string;
  /** The value as one text; JSON for lists and maps. */
  readonly value: string;
  /** The option that fixes the value, such as `--var roles=VALUE`. */
  readonly option: string;
}

/** Something that the engine of an input refuses, so that nothing of it is deployed. */
export interface Refused extends InputPlace {
  readonly engine: 'terraform' | 'tofu' | 'cloudformation' | 'kubernetes';
  /** The reason, in the words of the engine as far as they are stable. */
  readonly reason: string;
}

/** An input that was found and read. */
export interface InputSource {
  readonly side: 'aws' | 'gcp';
  readonly path: string;
  /** Such as `cloud assembly`, `CloudFormation template`, `Terraform folder`, `Terraform plan`. */
  readonly form: string;
  /** Whether it was found in a given folder, rather than given itself. */
  readonly found: boolean;
}

/** What a reader reports next to what it read. */
export interface Reading {
  /** @default - everything was read */
  readonly unread?: readonly Unread[];
  /** @default - none was needed */
  readonly defaultsTaken?: readonly DefaultTaken[];
  /** @default - the engines accept it */
  readonly refused?: readonly Refused[];
  /** @default - not read from files */
  readonly sources?: readonly InputSource[];
  /** Assumptions and differences between engines that a user should know. @default - none */
  readonly notes?: readonly string[];
}

/** Values that no input holds, as the command line gives them. */
export interface ReadOptions {
  /** Values of Terraform variables by name, as text: HCL, or a plain string. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Files of Terraform variables, in order. @default - those that the engine finds itself */
  readonly variableFiles?: readonly string[];
  /** Engine that reads the Terraform folders. @default - both readings are judged if they differ */
  readonly engine?: 'terraform' | 'tofu';
  /** Values of CloudFormation parameters by name. @default - their defaults */
  readonly parameters?: Readonly<Record<string, string>>;
  /** AWS account of inputs that name none, 12 digits. @default - not known */
  readonly account?: string;
  /** AWS region of inputs that name none. @default - not known */
  readonly region?: string;
  /** Name of the stack of a template that is not part of a cloud assembly. @default - not known */
  readonly stackName?: string;
}
