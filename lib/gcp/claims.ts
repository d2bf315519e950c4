import { IConstruct } from 'constructs';

/** What exists once in Google Cloud, and the construct of each tree that describes it. */
const CLAIMS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** The construct of the same tree that describes this, if there is one. */
export function claimant(scope: IConstruct, key: string): IConstruct | undefined {
  return CLAIMS.get(scope.node.root)?.get(key);
}

/** Records that a construct describes this. */
export function claim(construct: IConstruct, key: string): void {
  const root = construct.node.root;
  const claims = CLAIMS.get(root) ?? new Map<string, IConstruct>();
  CLAIMS.set(root, claims.set(key, construct));
}
