/**
 * Returns what one construct tree keeps under a name, and creates it at the first call.
 *
 * It is kept on the root itself under a global symbol, so that a second copy of this package in one app finds it, too.
 *
 * @param root the root of the tree
 * @param name what is kept
 * @param create makes what is kept
 */
export function treeRegistry<T extends object>(root: object, name: string, create: () => T): T {
  const key = Symbol.for(`cdk-gcp-federation.${name}`);
  const tree = root as { readonly [key: symbol]: T | undefined };
  const kept = tree[key];
  if (kept !== undefined) return kept;
  const created = create();
  Object.defineProperty(root, key, { value: created });
  return created;
}
