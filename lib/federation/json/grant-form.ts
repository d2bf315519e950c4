import { PROJECT_ID } from '../gcp-project';
import { GcpOtherResourceGrantOptions, GOOGLE_ROLE, Kind, KINDS, OTHER_TYPE } from '../grants';
import { matching } from './form';
import { Field, object, optional, required } from './object-form';
import { strategy, Variant, withOptions } from './strategy-form';
import { GcpGrant, GcpGrantCondition } from '../grants/grant';
import { CONDITION, OTHER_ARGUMENTS } from '../grants/grant-options-form';

/** The keys of one kind: what names the resource, the role, and the options that the factory takes. */
interface Written {
  readonly [key: string]: string | GcpGrantCondition | undefined;
}

interface GrantOptions {
  readonly project?: string;
  readonly condition?: GcpGrantCondition;
}

interface WrittenOther extends GcpOtherResourceGrantOptions {
  readonly resourceType: string;
  readonly role: string;
}

const OTHER = object<WrittenOther>('GcpOtherResourceGrantOptions', {
  resourceType: required(matching(OTHER_TYPE)),
  role: required(matching(GOOGLE_ROLE)),
  arguments: required(OTHER_ARGUMENTS),
  condition: optional(CONDITION),
});

/** The JSON form of `GcpGrant`: one entry for each kind of resource. */
export const GRANT = strategy<GcpGrant>('GcpGrant', {
  ...Object.fromEntries((Object.keys(KINDS) as (keyof typeof KINDS)[]).map(name => [name, known(name)])),
  resource: withOptions('GcpGrant.resource', OTHER, ({ resourceType, role, ...options }) => GcpGrant.resource(resourceType, role, options)),
});

/** The variant of a kind: its factory documents the variant, its options interface the keys that are no parameters. */
function known(name: keyof typeof KINDS): Variant<GcpGrant> {
  const { options, identity, inProject, takesCondition } = KINDS[name] as Kind;
  const named = Object.entries(identity).map(([key, { pattern }]): [string, Field<string>] => [key, required(matching(pattern))]);
  const form = object<Written>(options, {
    ...Object.fromEntries(named),
    role: required(matching(GOOGLE_ROLE)),
    ...inProject && { project: optional(matching(PROJECT_ID)) },
    ...takesCondition && { condition: optional(CONDITION) },
  });
  return withOptions(`GcpGrant.${name}`, form, ({ role, project, condition, ...parts }) => {
    return GcpGrant._on(name, parts as Record<string, string>, role as string, { project, condition } as GrantOptions);
  });
}
