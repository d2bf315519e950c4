import { GoogleArguments } from './google-resource';
import { BoundGrant, fullName, isKnown, KINDS } from '../federation/grants';
import { serviceAccountEmailOf } from '../federation/names';

/** The Terraform resource of a grant, before its role, member and condition. */
export interface GrantResource {
  readonly type: string;
  readonly arguments: GoogleArguments;
}

type Arguments = (grant: BoundGrant) => GoogleArguments;

/** One Terraform type for each kind of resource, and the arguments by which it names the resource. */
const RESOURCES: Readonly<Record<keyof typeof KINDS, readonly [type: string, named: Arguments]>> = {
  project: ['google_project_iam_member', ({ project }) => ({ project })],
  folder: ['google_folder_iam_member', grant => ({ folder: fullName(grant) })],
  organization: ['google_organization_iam_member', ({ identity }) => ({ org_id: identity!.id })],
  bucket: ['google_storage_bucket_iam_member', ({ identity }) => ({ bucket: identity!.name })],
  bigQueryDataset: ['google_bigquery_dataset_access', ({ project, identity }) => ({ project, dataset_id: identity!.id })],
  bigQueryTable: ['google_bigquery_table_iam_member', ({ project, identity }) => ({ project, dataset_id: identity!.dataset, table_id: identity!.table })],
  topic: ['google_pubsub_topic_iam_member', ({ project, identity }) => ({ project, topic: identity!.name })],
  subscription: ['google_pubsub_subscription_iam_member', ({ project, identity }) => ({ project, subscription: identity!.name })],
  secret: ['google_secret_manager_secret_iam_member', ({ project, identity }) => ({ project, secret_id: identity!.id })],
  kmsKey: ['google_kms_crypto_key_iam_member', grant => ({ crypto_key_id: fullName(grant) })],
  cloudRunService: ['google_cloud_run_v2_service_iam_member', ({ project, identity }) => ({ project, ...identity })],
  artifactRegistryRepository: ['google_artifact_registry_repository_iam_member',
    ({ project, identity }) => ({ project, location: identity!.location, repository: identity!.name })],
  serviceAccount: ['google_service_account_iam_member', grant => ({ service_account_id: fullName(grant) })],
  spannerInstance: ['google_spanner_instance_iam_member', ({ project, identity }) => ({ project, instance: identity!.name })],
  spannerDatabase: ['google_spanner_database_iam_member', ({ project, identity }) => ({ project, ...identity })],
};

/** The Terraform resource that makes a grant. */
export function grantResource(grant: BoundGrant): GrantResource {
  if (!isKnown(grant.resource)) return { type: grant.resource, arguments: { ...grant.identity } };
  const [type, named] = RESOURCES[grant.resource];
  return { type, arguments: named(grant) };
}

/**
 * How the Terraform resource of a grant takes its member.
 *
 * A dataset has an access list instead of an allow policy. The IAM member resource of datasets rewrites that list and
 * takes neither conditions nor federated members as they are, so that the resource of a single entry stands in for it.
 */
export function memberArguments(type: string, member: string): GoogleArguments {
  if (type !== 'google_bigquery_dataset_access') return { member };
  const email = serviceAccountEmailOf(member);
  return email === undefined ? { iam_member: member } : { user_by_email: email };
}
