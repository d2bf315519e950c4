import { PROJECT_ID } from '../gcp-project';
import { GcpOtherResourceGrantOptions, GOOGLE_ROLE, KINDS, OTHER_ARGUMENT, OTHER_TYPE } from '../grants';
import { GcpGrant, GcpGrantCondition } from '../grants/grant';
import { LIMITS } from '../limits';
import { UNRESOLVED_STRING } from '../literals';
import { JsonSchema, map, matching, text } from './form';
import { Field, Fields, object, optional, required } from './object-form';
import { strategy, Variant, withOptions } from './strategy-form';

type Kinds = typeof KINDS;

/** The keys of one kind: what names the resource, the role, and the options that the factory takes. */
type Written<K extends keyof Kinds> = { readonly [key in keyof Kinds[K]['identity']]: string } & WrittenOptions;

interface WrittenOptions {
  readonly role: string;
  readonly project?: string;
  readonly condition?: GcpGrantCondition;
}

interface WrittenOther extends GcpOtherResourceGrantOptions {
  readonly resourceType: string;
  readonly role: string;
}

const LITERAL: JsonSchema = { not: { pattern: UNRESOLVED_STRING.source } };

const CONDITION = object<GcpGrantCondition>('GcpGrantCondition', {
  title: required(text({ minLength: 1, maxLength: LIMITS.conditionTitleCharacters, ...LITERAL })),
  expression: required(text({ minLength: 1, ...LITERAL })),
  description: optional(text({ maxLength: LIMITS.descriptionCharacters, ...LITERAL })),
});

const OTHER = object<WrittenOther>('GcpOtherResourceGrantOptions', {
  resourceType: required(matching(OTHER_TYPE)),
  role: required(matching(GOOGLE_ROLE)),
  arguments: required(map(OTHER_ARGUMENT, text({ minLength: 1, ...LITERAL }))),
  condition: optional(CONDITION),
});

/** The JSON form of `GcpGrant`: one entry for each kind of resource. */
export const GRANT = strategy<GcpGrant>({
  project: known('project', 'GcpProjectGrantOptions', options => GcpGrant.project(options.role, options)),
  folder: known('folder', 'GcpGrantOptions', options => GcpGrant.folder(options.id, options.role, options)),
  organization: known('organization', 'GcpGrantOptions', options => GcpGrant.organization(options.id, options.role, options)),
  bucket: known('bucket', 'GcpGrantOptions', options => GcpGrant.bucket(options.name, options.role, options)),
  bigQueryDataset: known('bigQueryDataset', 'GcpResourceGrantOptions', options => GcpGrant.bigQueryDataset(options.id, options.role, options)),
  bigQueryTable: known('bigQueryTable', 'GcpResourceGrantOptions',
    options => GcpGrant.bigQueryTable(options.dataset, options.table, options.role, options)),
  topic: known('topic', 'GcpResourceGrantOptions', options => GcpGrant.topic(options.name, options.role, options)),
  subscription: known('subscription', 'GcpResourceGrantOptions', options => GcpGrant.subscription(options.name, options.role, options)),
  secret: known('secret', 'GcpConditionalResourceGrantOptions', options => GcpGrant.secret(options.id, options.role, options)),
  kmsKey: known('kmsKey', 'GcpKmsKeyGrantOptions', options => GcpGrant.kmsKey(options.name, options.role, options)),
  cloudRunService: known('cloudRunService', 'GcpLocatedResourceGrantOptions', options => GcpGrant.cloudRunService(options.name, options.role, options)),
  artifactRegistryRepository: known('artifactRegistryRepository', 'GcpLocatedResourceGrantOptions',
    options => GcpGrant.artifactRegistryRepository(options.name, options.role, options)),
  serviceAccount: known('serviceAccount', 'GcpGrant', options => GcpGrant.serviceAccount(options.serviceAccountEmail, options.role)),
  spannerInstance: known('spannerInstance', 'GcpConditionalResourceGrantOptions',
    options => GcpGrant.spannerInstance(options.name, options.role, options)),
  spannerDatabase: known('spannerDatabase', 'GcpConditionalResourceGrantOptions',
    options => GcpGrant.spannerDatabase(options.instance, options.database, options.role, options)),
  resource: withOptions('GcpGrant.resource', OTHER, ({ resourceType, role, ...options }) => GcpGrant.resource(resourceType, role, options)),
});

/** The variant of a kind: its factory documents the variant, its options interface the keys that are no parameters. */
function known<K extends keyof Kinds>(name: K, options: string, build: (written: Written<K>) => GcpGrant): Variant<GcpGrant> {
  const { identity, inProject, takesCondition } = KINDS[name];
  const named = Object.entries(identity).map(([key, { pattern }]): [string, Field<string>] => [key, required(matching(pattern))]);
  const form = object<Written<K>>(options, {
    ...Object.fromEntries(named),
    role: required(matching(GOOGLE_ROLE)),
    ...inProject && { project: optional(matching(PROJECT_ID)) },
    ...takesCondition && { condition: optional(CONDITION) },
  } as unknown as Fields<Written<K>>);
  return withOptions(`GcpGrant.${name}`, form, build);
}
