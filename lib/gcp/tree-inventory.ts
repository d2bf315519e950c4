import { IConstruct } from 'constructs';
import { WrittenElement } from './engine/terraform-engine';
import { treeRegistry } from '../federation/tree-registry';
import { Inventory } from '../google/inventory';

/** What a construct tree keeps of a service account that it creates. */
export interface AccountWriter {
  /** The stack whose elements can depend on it. */
  readonly stack: IConstruct;
  readonly written: WrittenElement;
}

/** Returns the inventory of the tree of a construct. */
export function inventoryOf(construct: IConstruct): Inventory<AccountWriter> {
  return treeRegistry(construct.node.root, 'google', () => new Inventory<AccountWriter>());
}
