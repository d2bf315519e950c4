/** Under this key the instances of a public class carry its name. */
const BRAND = Symbol.for('cdk-gcp-federation.class');

/**
 * Lets the instances of a class be recognized, those of another copy of the package included: an app can load more than
 * one, and `instanceof` tells them apart.
 */
export function brand(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type.prototype, BRAND, { value: name });
}

/** The name of the public class of this package that a value is an instance of. */
export function brandOf(value: unknown): string | undefined {
  return (value as { readonly [BRAND]?: string } | null | undefined)?.[BRAND];
}

/** The brand of the package `constructs`. */
const CONSTRUCT = Symbol.for('constructs.Construct');

/** Whether a value is a construct, of whatever copy of the package `constructs`. */
export function isConstruct(value: unknown): value is { readonly node: { readonly path: string } } {
  if (typeof value !== 'object' || value === null) return false;
  // The oldest versions of constructs carry no brand: there the tree itself tells.
  return CONSTRUCT in value || isTreeNode((value as { readonly node?: unknown }).node);
}

function isTreeNode(node: unknown): boolean {
  const { path, addr } = (node ?? {}) as { readonly path?: unknown; readonly addr?: unknown };
  return typeof path === 'string' && typeof addr === 'string';
}
