import { projectOfServiceAccount, serviceAccountResourceName } from '../service-account';
import type { BoundGrant } from './bound-grant';
import type { GcloudResource } from './gcloud-resource';
import { NameRule, RULES } from './name-rules';
import { FULL_NAME, TerraformNaming } from './terraform-naming';

/** A kind of resource on which roles are granted: everything that any part of the package knows about it. */
export interface Kind {
  /** Its name in messages. */
  readonly noun: string;
  /** Whether it is in a project, so that the federation's own is the default. */
  readonly inProject: boolean;
  /** Whether its allow policy takes conditions. @see https://cloud.google.com/iam/docs/resource-types-with-conditional-roles */
  readonly takesCondition: boolean;
  /** The public interface of the factory's options. */
  readonly options: string;
  /** The rules of its name, in the order of the factory's parameters. */
  readonly identity: Readonly<Record<string, NameRule>>;
  /** Its complete name: equal for two grants only if they are on one resource. */
  readonly fullName: (project: string, identity: Identity) => string;
  /** The Terraform resource that makes a grant, then others that make the same grant. */
  readonly terraform: readonly [TerraformNaming, ...TerraformNaming[]];
  /** The resource in the words of the Google Cloud CLI. @default - the CLI has no command for its policy */
  readonly gcloud?: (project: string, identity: Identity) => GcloudResource;
}

type Identity = Readonly<Record<string, string>>;

/** Every kind that has a factory method of its name, except the one for all others. A new kind is one entry here. */
export const KINDS = {
  project: kind({
    noun: 'project',
    takesCondition: true,
    options: 'GcpProjectGrantOptions',
    identity: {},
    fullName: project => project,
    terraform: [{ type: 'google_project', arguments: {} }],
    gcloud: project => ({ group: 'gcloud projects', resource: project }),
  }),
  folder: kind({
    noun: 'folder',
    inProject: false,
    takesCondition: true,
    options: 'GcpGrantOptions',
    identity: { id: RULES.number },
    fullName: (_, { id }) => `folders/${id}`,
    terraform: [{ type: 'google_folder', arguments: { folder: FULL_NAME } }],
    gcloud: (_, { id }) => ({ group: 'gcloud resource-manager folders', resource: id }),
  }),
  organization: kind({
    noun: 'organization',
    inProject: false,
    takesCondition: true,
    options: 'GcpGrantOptions',
    identity: { id: RULES.number },
    fullName: (_, { id }) => `organizations/${id}`,
    terraform: [{ type: 'google_organization', arguments: { org_id: 'id' } }],
    gcloud: (_, { id }) => ({ group: 'gcloud organizations', resource: id }),
  }),
  bucket: kind({
    noun: 'bucket',
    inProject: false,
    takesCondition: true,
    options: 'GcpGrantOptions',
    identity: { name: RULES.bucket },
    fullName: (_, { name }) => name,
    terraform: [{ type: 'google_storage_bucket', arguments: { bucket: 'name' } }],
    gcloud: (_, { name }) => ({ group: 'gcloud storage buckets', resource: `gs://${name}` }),
  }),
  // A dataset has an access list instead of an allow policy. Its IAM member resource rewrites that list and takes neither
  // conditions nor federated members as they are, so that the resource of a single entry is used instead.
  bigQueryDataset: kind({
    noun: 'BigQuery dataset',
    identity: { id: RULES.dataset },
    fullName: (project, { id }) => `projects/${project}/datasets/${id}`,
    terraform: [
      { type: 'google_bigquery_dataset', arguments: { dataset_id: 'id' }, suffix: '_access' },
      { type: 'google_bigquery_dataset', arguments: { dataset_id: 'id' } },
    ],
  }),
  bigQueryTable: kind({
    noun: 'BigQuery table',
    identity: { dataset: RULES.dataset, table: RULES.table },
    fullName: (project, { dataset, table }) => `projects/${project}/datasets/${dataset}/tables/${table}`,
    terraform: [{ type: 'google_bigquery_table', arguments: { dataset_id: 'dataset', table_id: 'table' } }],
    gcloud: (project, { dataset, table }) => ({ group: 'bq', resource: `${project}:${dataset}.${table}`, takesCondition: false }),
  }),
  topic: kind({
    noun: 'topic',
    identity: { name: RULES.pubSub },
    fullName: (project, { name }) => `projects/${project}/topics/${name}`,
    terraform: [{ type: 'google_pubsub_topic', arguments: { topic: 'name' } }],
    gcloud: (project, { name }) => ({ group: 'gcloud pubsub topics', resource: name, options: { project }, takesCondition: false }),
  }),
  subscription: kind({
    noun: 'subscription',
    identity: { name: RULES.pubSub },
    fullName: (project, { name }) => `projects/${project}/subscriptions/${name}`,
    terraform: [{ type: 'google_pubsub_subscription', arguments: { subscription: 'name' } }],
    gcloud: (project, { name }) => ({ group: 'gcloud pubsub subscriptions', resource: name, options: { project }, takesCondition: false }),
  }),
  secret: kind({
    noun: 'secret',
    takesCondition: true,
    identity: { id: RULES.secret },
    fullName: (project, { id }) => `projects/${project}/secrets/${id}`,
    terraform: [{ type: 'google_secret_manager_secret', arguments: { secret_id: 'id' } }],
    gcloud: (project, { id }) => ({ group: 'gcloud secrets', resource: id, options: { project } }),
  }),
  kmsKey: kind({
    noun: 'KMS key',
    takesCondition: true,
    options: 'GcpKmsKeyGrantOptions',
    identity: { name: RULES.kms, location: RULES.location, keyRing: RULES.kms },
    fullName: (project, { name, location, keyRing }) => `projects/${project}/locations/${location}/keyRings/${keyRing}/cryptoKeys/${name}`,
    terraform: [{ type: 'google_kms_crypto_key', arguments: { crypto_key_id: FULL_NAME } }],
    gcloud: (project, { name, location, keyRing }) => ({
      group: 'gcloud kms keys', resource: name, options: { location, keyring: keyRing, project },
    }),
  }),
  // Cloud Run takes conditions, but the Google provider reads its policy without them, and fails when it has applied one.
  cloudRunService: kind({
    noun: 'Cloud Run service',
    options: 'GcpLocatedResourceGrantOptions',
    identity: { name: RULES.cloudRun, location: RULES.location },
    fullName: (project, { name, location }) => `projects/${project}/locations/${location}/services/${name}`,
    terraform: [
      { type: 'google_cloud_run_v2_service', arguments: { name: 'name', location: 'location' } },
      { type: 'google_cloud_run_service', arguments: { service: 'name', location: 'location' } },
    ],
    gcloud: (project, { name, location }) => ({ group: 'gcloud run services', resource: name, options: { region: location, project } }),
  }),
  artifactRegistryRepository: kind({
    noun: 'Artifact Registry repository',
    options: 'GcpLocatedResourceGrantOptions',
    identity: { name: RULES.repository, location: RULES.location },
    fullName: (project, { name, location }) => `projects/${project}/locations/${location}/repositories/${name}`,
    terraform: [{ type: 'google_artifact_registry_repository', arguments: { location: 'location', repository: 'name' } }],
    gcloud: (project, { name, location }) => ({ group: 'gcloud artifacts repositories', resource: name, options: { location, project } }),
  }),
  serviceAccount: kind({
    noun: 'service account',
    inProject: false,
    options: 'GcpGrant',
    identity: { serviceAccountEmail: RULES.serviceAccount },
    fullName: (_, { serviceAccountEmail }) => serviceAccountResourceName(serviceAccountEmail),
    terraform: [{ type: 'google_service_account', arguments: { service_account_id: FULL_NAME } }],
    gcloud: (_, { serviceAccountEmail: email }) => ({
      group: 'gcloud iam service-accounts', resource: email, options: { project: projectOfServiceAccount(email) },
    }),
  }),
  spannerInstance: kind({
    noun: 'Spanner instance',
    takesCondition: true,
    identity: { name: RULES.spannerInstance },
    fullName: (project, { name }) => `projects/${project}/instances/${name}`,
    terraform: [{ type: 'google_spanner_instance', arguments: { instance: 'name' } }],
    gcloud: (project, { name }) => ({ group: 'gcloud spanner instances', resource: name, options: { project } }),
  }),
  spannerDatabase: kind({
    noun: 'Spanner database',
    takesCondition: true,
    identity: { instance: RULES.spannerInstance, database: RULES.spannerDatabase },
    fullName: (project, { instance, database }) => `projects/${project}/instances/${instance}/databases/${database}`,
    terraform: [{ type: 'google_spanner_database', arguments: { instance: 'instance', database: 'database' } }],
    gcloud: (project, { instance, database }) => ({ group: 'gcloud spanner databases', resource: database, options: { instance, project } }),
  }),
};

/** A kind by the name of its factory, or the Terraform type of a resource that has none. */
export type ResourceKind = keyof typeof KINDS | `google_${string}_iam_member`;

/** The complete name of the resource of a grant. */
export function fullName({ resource, project, identity = {} }: BoundGrant): string {
  return isKnown(resource) ? KINDS[resource].fullName(project ?? '', identity) : JSON.stringify(identity);
}

/** The resource of a grant as messages name it. */
export function describeResource(grant: BoundGrant): string {
  return `${isKnown(grant.resource) ? KINDS[grant.resource].noun : grant.resource} '${fullName(grant)}'`;
}

export function isKnown(resource: ResourceKind): resource is keyof typeof KINDS {
  return Object.hasOwn(KINDS, resource);
}

/** An entry of the table: what is not said has its default. */
type Entry<I extends Record<string, NameRule>> = Pick<Kind, 'noun'> & Partial<Pick<Kind, 'inProject' | 'takesCondition' | 'options'>> & {
  readonly identity: I;
  readonly fullName: (project: string, identity: Names<I>) => string;
  readonly terraform: readonly [TerraformNaming<keyof I & string>, ...TerraformNaming<keyof I & string>[]];
  readonly gcloud?: (project: string, identity: Names<I>) => GcloudResource;
};

type Names<I> = Readonly<Record<keyof I & string, string>>;

function kind<I extends Record<string, NameRule>>(entry: Entry<I>): Kind & { readonly identity: I } {
  const { inProject = true, takesCondition = false } = entry;
  const options = takesCondition ? 'GcpConditionalResourceGrantOptions' : 'GcpResourceGrantOptions';
  return { options, ...entry, inProject, takesCondition } as Kind & { readonly identity: I };
}
