import { Construct, IConstruct } from 'constructs';
import { GoogleArguments, GoogleElement, GoogleOutput } from '../../google/element';

/** Something that elements can depend on, as every engine has it. */
export interface Dependable {
  readonly fqn: string;
}

/** A program that writes Terraform from constructs, such as CDKTF: what the constructs need of it. */
export interface TerraformEngine {
  isStack(construct: IConstruct): boolean;
  stackOf(construct: IConstruct): IConstruct;
  createElement(scope: Construct, id: string, element: GoogleElement, after: readonly WrittenPredecessor[]): WrittenElement;
  /** @param name the name of the output @default - the engine's own for this place in the tree */
  createOutput(scope: Construct, output: GoogleOutput, name?: string): void;
  /** Creates top-level blocks that have no construct, given the name that tells them from all others of the stack. */
  createBlocks(scope: Construct, id: string, blocks: (name: string) => object): void;
  addWarning(scope: Construct, message: string): void;
}

/** A resource or a look-up that an engine has created. */
export interface WrittenElement {
  readonly construct: Dependable & IConstruct;
  /** Returns the address, which is known once all constructs are there. */
  address(): string;
  /** Sets some of the arguments. */
  update(values: GoogleArguments): void;
}

/** An element of the same stack, or what the caller named. */
export interface WrittenPredecessor {
  readonly construct: Dependable;
  /** Returns the address of an element of the same stack. @default - the caller named it */
  readonly address?: () => string;
}
