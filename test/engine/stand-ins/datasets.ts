import { Principals } from './allow-policies';
import { invalidArgument, notFound } from './refusal';
import { Route } from './routes';

/** One entry of the access list of a dataset. */
export interface AccessEntry {
  readonly role?: string;
  readonly userByEmail?: string;
  readonly specialGroup?: string;
  readonly iamMember?: string;
}

const LEGACY_ROLES: Readonly<Record<string, string>> = {
  'roles/bigquery.dataViewer': 'READER', 'roles/bigquery.dataEditor': 'WRITER', 'roles/bigquery.dataOwner': 'OWNER',
};

const DATASET = /^\/bigquery\/bigquery\/v2\/projects\/([^/]+)\/datasets\/([^/]+)$/;

/** What every dataset begins with. */
const PROJECT_OWNERS: AccessEntry = { role: 'OWNER', specialGroup: 'projectOwners' };

/** BigQuery datasets, whose access is a list of entries instead of an allow policy. */
export class Datasets {
  private readonly lists = new Map<string, AccessEntry[]>();

  readonly routes: readonly Route[] = [
    { method: 'GET', path: DATASET, handle: ({ parts: [project, id] }) => this.read(project, id) },
    {
      method: 'PATCH',
      path: DATASET,
      handle: ({ parts: [project, id], body }) => {
        this.read(project, id);
        (body.access as AccessEntry[]).forEach(entry => this.requireEntry(entry));
        this.lists.set(`${project}/${id}`, body.access.map((entry: AccessEntry) => ({ ...entry, role: LEGACY_ROLES[entry.role ?? ''] ?? entry.role })));
        return this.read(project, id);
      },
    },
  ];

  constructor(private readonly principals: Principals) {}

  /** The access lists that were written, by project and dataset. */
  get all(): ReadonlyMap<string, readonly AccessEntry[]> {
    return this.lists;
  }

  private read(projectId: string, datasetId: string): object {
    if (!this.principals.exists(`bigquery/projects/${projectId}/datasets/${datasetId}`)) throw notFound(`Not found: Dataset ${projectId}:${datasetId}`);
    const access = this.lists.get(`${projectId}/${datasetId}`) ?? [PROJECT_OWNERS];
    return { kind: 'bigquery#dataset', id: `${projectId}:${datasetId}`, datasetReference: { projectId, datasetId }, access };
  }

  private requireEntry({ userByEmail, iamMember, specialGroup }: AccessEntry): void {
    if (specialGroup !== undefined) return;
    const member = iamMember ?? `serviceAccount:${userByEmail}`;
    if (!/^\w+:[^:]/.test(member)) throw invalidArgument(`IAM member ${member} has an invalid format`);
    this.principals.requireMember(member);
  }
}
