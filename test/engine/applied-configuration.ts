import { AccessEntry, Binding, GoogleControlPlane, ProviderEntity } from './stand-ins';
import { GoogleConfiguration, isDetermined, ResourceGrant } from '../../lib/proof';

/** Whom a grant in force is on, in the words of the proof; what a service account or a project is granted on is told apart. */
interface Place {
  readonly kind: string;
  readonly name: string;
}

const PLACES: readonly (readonly [RegExp, string, (...parts: string[]) => string])[] = [
  [/^cloudresourcemanager\/projects\/(.+)$/, 'project', id => id],
  [/^cloudresourcemanager\/(folders\/.+)$/, 'folder', name => name],
  [/^cloudresourcemanager\/organizations\/(.+)$/, 'organization', id => id],
  [/^iam\/projects\/.+\/serviceAccounts\/(.+)$/, 'service account', email => email],
  [/^storage\/b\/(.+)$/, 'bucket', name => name],
  [/^bigquery\/.+\/datasets\/(.+)\/tables\/(.+)$/, 'BigQuery table', (dataset, table) => `${dataset}/${table}`],
  [/^pubsub\/.+\/topics\/(.+)$/, 'topic', name => name],
  [/^pubsub\/.+\/subscriptions\/(.+)$/, 'subscription', name => name],
  [/^pubsub\/.+\/schemas\/(.+)$/, 'pubsub schema', name => name],
  [/^secretmanager\/.+\/secrets\/(.+)$/, 'secret', id => id],
  [/^cloudkms\/(.+)$/, 'KMS key', name => name],
  [/^run\/.+\/services\/(.+)$/, 'Cloud Run service', name => name],
  [/^artifactregistry\/.+\/repositories\/(.+)$/, 'Artifact Registry repository', name => name],
  [/^spanner\/.+\/instances\/(.+)\/databases\/(.+)$/, 'Spanner database', (instance, database) => `${instance}/${database}`],
  [/^spanner\/.+\/instances\/([^/]+)$/, 'Spanner instance', name => name],
];

const DATASET_ROLES: Readonly<Record<string, string>> = { READER: 'roles/bigquery.dataViewer', WRITER: 'roles/bigquery.dataEditor', OWNER: 'roles/bigquery.dataOwner' };

/** What holds in Google Cloud by now, in the form in which the proof reads configurations: judged like them, and compared with them. */
export function appliedConfiguration(google: GoogleControlPlane): GoogleConfiguration {
  const active = google.pools.all.filter(({ state }) => state === 'ACTIVE');
  const grants = [
    ...[...google.policies.all].flatMap(([resource, { bindings }]) => bindings.flatMap(binding => granted(placeOf(resource), binding))),
    ...[...google.datasets.all].flatMap(([dataset, entries]) => entries.flatMap(entry => entered(dataset, entry))),
  ];
  const on = (kind: string) => grants.filter(({ resource }) => resource.kind === kind);
  return {
    pools: active.filter(({ name }) => !name.includes('/providers/')).map(({ name, disabled }) => ({ address: name, ...parts(google, name), disabled: disabled === true })),
    awsProviders: active.filter(({ aws }) => aws !== undefined).map(provider => awsProvider(google, provider)),
    serviceAccounts: google.serviceAccounts.all.map(({ name, email, disabled }) => ({ address: name, email, disabled: disabled === true })),
    serviceAccountBindings: on('service account').map(({ resource, ...grant }) => ({ ...grant, serviceAccount: resource.name })),
    projectGrants: on('project').map(({ resource, ...grant }) => ({ ...grant, project: resource.name })),
    resourceGrants: grants.filter(({ resource: { kind } }) => kind !== 'service account' && kind !== 'project'),
  };
}

/** All that a configuration grants, in an order of its own, to compare configurations by. */
export function grantsIn(configuration: GoogleConfiguration): string[] {
  const { serviceAccountBindings, projectGrants, resourceGrants } = configuration;
  return [
    ...serviceAccountBindings.map(grant => ({ grant, on: ['service account', grant.serviceAccount] })),
    ...projectGrants.map(grant => ({ grant, on: ['project', grant.project] })),
    ...resourceGrants.map(grant => ({ grant, on: [grant.resource?.kind, grant.resource?.name] })),
  ].map(({ grant: { role, member, condition }, on }) => {
    const values = [...on, role, member, condition ?? 'always'];
    if (!values.every(value => value !== undefined && isDetermined(value))) throw new Error(`a grant is not determined: ${JSON.stringify(values)}`);
    return values.join(' | ');
  }).sort();
}

function placeOf(resource: string): Place {
  for (const [pattern, kind, name] of PLACES) {
    const match = pattern.exec(resource);
    if (match) return { kind, name: name(...match.slice(1)) };
  }
  throw new Error(`the kind of ${resource} is not known here`);
}

function granted(resource: Place, { role, members, condition }: Binding): (ResourceGrant & { readonly resource: Place })[] {
  return members.map(member => ({ address: `${resource.kind} ${resource.name}`, resource, role, member, condition: condition?.expression }));
}

function entered(dataset: string, { role = '', userByEmail, iamMember }: AccessEntry): (ResourceGrant & { readonly resource: Place })[] {
  const member = iamMember ?? (userByEmail && `serviceAccount:${userByEmail}`);
  if (member === undefined) return [];
  return granted({ kind: 'BigQuery dataset', name: dataset.split('/')[1] }, { role: DATASET_ROLES[role] ?? role, members: [member] });
}

function parts(google: GoogleControlPlane, name: string) {
  const [, number, pool, provider] = /^projects\/(\d+)\/.+\/workloadIdentityPools\/([^/]+)(?:\/providers\/(.+))?$/.exec(name)!;
  return { project: google.projects.find(number).projectId, poolId: pool, providerId: provider };
}

function awsProvider(google: GoogleControlPlane, { name, disabled, aws, attributeMapping, attributeCondition }: ProviderEntity) {
  return {
    address: name,
    ...parts(google, name),
    disabled: disabled === true,
    attributeMapping: new Map(Object.entries(attributeMapping ?? {})),
    attributeCondition,
    kind: 'aws' as const,
    accountId: aws!.accountId,
  };
}
