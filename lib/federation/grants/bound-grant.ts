import { GcpGrantCondition } from './grant-condition';
import type { ResourceKind } from './resource-kinds';

/** What a grant comes to in one federation. @internal */
export interface BoundGrant {
  readonly resource: ResourceKind;
  /** Where the kind of resource lives in a project. */
  readonly project?: string;
  /** What names the resource, by the keys of its kind. @default - its project alone names it */
  readonly identity?: Readonly<Record<string, string>>;
  readonly role: string;
  readonly condition?: GcpGrantCondition;
}
