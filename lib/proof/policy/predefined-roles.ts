/**
 * The predefined roles that hold the permissions a rehearsal asks for. Basic roles reach the objects of a bucket by
 * the members that Google puts on every new bucket.
 *
 * @see https://cloud.google.com/iam/docs/roles-permissions
 */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  'storage.objects.list': [
    'roles/storage.objectViewer', 'roles/storage.objectUser', 'roles/storage.objectAdmin', 'roles/storage.admin',
    'roles/viewer', 'roles/editor', 'roles/owner',
  ],
  'storage.buckets.list': ['roles/storage.admin', 'roles/storage.bucketViewer', 'roles/viewer', 'roles/editor', 'roles/owner'],
  'bigquery.datasets.get': [
    'roles/bigquery.metadataViewer', 'roles/bigquery.dataViewer', 'roles/bigquery.dataEditor', 'roles/bigquery.dataOwner',
    'roles/bigquery.user', 'roles/bigquery.admin', 'roles/viewer', 'roles/editor', 'roles/owner',
  ],
  'bigquery.jobs.create': [
    'roles/bigquery.jobUser', 'roles/bigquery.user', 'roles/bigquery.admin', 'roles/bigquery.studioUser', 'roles/viewer', 'roles/editor', 'roles/owner',
  ],
  'resourcemanager.projects.get': [
    'roles/browser', 'roles/storage.objectViewer', 'roles/storage.objectUser', 'roles/storage.objectAdmin', 'roles/storage.admin',
    'roles/bigquery.metadataViewer', 'roles/bigquery.dataViewer', 'roles/bigquery.dataEditor', 'roles/bigquery.dataOwner',
    'roles/bigquery.user', 'roles/bigquery.admin', 'roles/viewer', 'roles/editor', 'roles/owner',
  ],
};

const SETS = new Map(Object.entries(ROLES).map(([permission, roles]) => [permission, new Set(roles)]));
const NONE: ReadonlySet<string> = new Set();

/** The predefined roles that hold a permission. */
export function rolesWith(permission: string): ReadonlySet<string> {
  return SETS.get(permission) ?? NONE;
}
