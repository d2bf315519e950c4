/**
 * State that belongs to an object, such as the root of a construct tree, and that every copy of this package shares: an
 * app can load more than one, and each of them has to know what the others made.
 *
 * @param owner the object to which the state belongs
 * @param name what the state is about
 * @param initial the state of an object that has none yet
 */
export function sharedState<T>(owner: object, name: string, initial: () => T): T {
  const key = Symbol.for(`cdk-gcp-federation.${name}`);
  if (!Object.hasOwn(owner, key)) Object.defineProperty(owner, key, { value: initial() });
  return (owner as { readonly [key: symbol]: T })[key];
}
