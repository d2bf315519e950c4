import { serviceAccountResourceName } from '../service-account';
import type { BoundGrant } from './bound-grant';
import { NameRule, RULES } from './name-rules';

/** A kind of resource on which roles are granted. */
export interface Kind {
  /** What messages call it. */
  readonly noun: string;
  /** Whether it is in a project, so that the federation's own is the default. */
  readonly inProject: boolean;
  /** Whether its allow policy takes conditions. @see https://cloud.google.com/iam/docs/resource-types-with-conditional-roles */
  readonly takesCondition: boolean;
  /** What names it, in the order of the factory's parameters. */
  readonly identity: Readonly<Record<string, NameRule>>;
  /** Its name, complete: equal for two grants exactly where they speak of one resource. */
  readonly fullName: (project: string, identity: Readonly<Record<string, string>>) => string;
}

/** Every kind that has a factory method of its name, except the one for all others. */
export const KINDS = {
  project: kind('project', { takesCondition: true }, {}, project => project),
  folder: kind('folder', { inProject: false, takesCondition: true }, { id: RULES.number }, (_, { id }) => `folders/${id}`),
  organization: kind('organization', { inProject: false, takesCondition: true }, { id: RULES.number }, (_, { id }) => `organizations/${id}`),
  bucket: kind('bucket', { inProject: false, takesCondition: true }, { name: RULES.bucket }, (_, { name }) => name),
  bigQueryDataset: kind('BigQuery dataset', {}, { id: RULES.dataset }, (project, { id }) => `projects/${project}/datasets/${id}`),
  bigQueryTable: kind('BigQuery table', {}, { dataset: RULES.dataset, table: RULES.table },
    (project, { dataset, table }) => `projects/${project}/datasets/${dataset}/tables/${table}`),
  topic: kind('topic', {}, { name: RULES.pubSub }, (project, { name }) => `projects/${project}/topics/${name}`),
  subscription: kind('subscription', {}, { name: RULES.pubSub }, (project, { name }) => `projects/${project}/subscriptions/${name}`),
  secret: kind('secret', { takesCondition: true }, { id: RULES.secret }, (project, { id }) => `projects/${project}/secrets/${id}`),
  kmsKey: kind('KMS key', { takesCondition: true }, { name: RULES.kms, location: RULES.location, keyRing: RULES.kms },
    (project, { name, location, keyRing }) => `projects/${project}/locations/${location}/keyRings/${keyRing}/cryptoKeys/${name}`),
  // Cloud Run takes conditions, but the Google provider reads its policy without them, and fails when it has applied one.
  cloudRunService: kind('Cloud Run service', {}, { name: RULES.cloudRun, location: RULES.location },
    (project, { name, location }) => `projects/${project}/locations/${location}/services/${name}`),
  artifactRegistryRepository: kind('Artifact Registry repository', {}, { name: RULES.repository, location: RULES.location },
    (project, { name, location }) => `projects/${project}/locations/${location}/repositories/${name}`),
  serviceAccount: kind('service account', { inProject: false }, { serviceAccountEmail: RULES.serviceAccount },
    (_, { serviceAccountEmail }) => serviceAccountResourceName(serviceAccountEmail)),
  spannerInstance: kind('Spanner instance', { takesCondition: true }, { name: RULES.spannerInstance },
    (project, { name }) => `projects/${project}/instances/${name}`),
  spannerDatabase: kind('Spanner database', { takesCondition: true }, { instance: RULES.spannerInstance, database: RULES.spannerDatabase },
    (project, { instance, database }) => `projects/${project}/instances/${instance}/databases/${database}`),
};

/** A kind by the name of its factory, or the Terraform type of a resource that has none. */
export type ResourceKind = keyof typeof KINDS | `google_${string}_iam_member`;

/** Name of the resource of a grant, complete. */
export function fullName({ resource, project, identity = {} }: BoundGrant): string {
  return isKnown(resource) ? KINDS[resource].fullName(project ?? '', identity) : JSON.stringify(identity);
}

/** The resource of a grant as messages call it. */
export function describeResource(grant: BoundGrant): string {
  return `${isKnown(grant.resource) ? KINDS[grant.resource].noun : grant.resource} '${fullName(grant)}'`;
}

export function isKnown(resource: ResourceKind): resource is keyof typeof KINDS {
  return Object.hasOwn(KINDS, resource);
}

function kind<I extends Record<string, NameRule>>(
  noun: string,
  { inProject = true, takesCondition = false }: { readonly inProject?: boolean; readonly takesCondition?: boolean },
  identity: I,
  name: (project: string, identity: Readonly<Record<keyof I & string, string>>) => string,
): Kind & { readonly identity: I } {
  return { noun, inProject, takesCondition, identity, fullName: name as Kind['fullName'] };
}
