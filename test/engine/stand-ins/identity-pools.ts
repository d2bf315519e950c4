import { Operations } from './operations';
import { OrganizationPolicies } from './organization-policies';
import { Projects } from './projects';
import { alreadyExists, failedPrecondition, invalidArgument, notFound } from './refusal';
import { ApiRequest, Route } from './routes';
import { LIMITS } from '../../../lib/federation/limits';

/** A pool or a provider, as the API shows it. */
export interface Entity {
  readonly name: string;
  readonly state: 'ACTIVE' | 'DELETED';
  readonly displayName?: string;
  readonly description?: string;
  readonly disabled?: boolean;
  readonly expireTime?: string;
}

export interface ProviderEntity extends Entity {
  readonly attributeMapping?: Readonly<Record<string, string>>;
  readonly attributeCondition?: string;
  readonly aws?: { readonly accountId: string };
}

const ID = /^(?!gcp-)[a-z0-9-]{4,32}$/;
const POOL = /^\/iam\/v1\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools/;
const DAYS_TO_RESTORE = 30;

function poolPath(rest: string): RegExp {
  return new RegExp(`${POOL.source}${rest}$`);
}

/** Workload identity pools and their providers. What is deleted keeps its id for 30 days and can be restored. */
export class IdentityPools {
  private readonly entities = new Map<string, ProviderEntity>();

  readonly routes: readonly Route[] = [
    { method: 'POST', path: poolPath('()()'), handle: request => this.create(request, 'workloadIdentityPoolId') },
    { method: 'POST', path: poolPath('\\/([^/:]+)\\/providers()'), handle: request => this.create(request, 'workloadIdentityPoolProviderId') },
    { method: 'GET', path: poolPath('\\/([^/:]+)(?:\\/providers\\/([^/:]+))?'), handle: ({ parts }) => this.find(parts) },
    // Newer providers read these with every pool, to which none are attached here.
    { method: 'GET', path: poolPath('\\/([^/:]+):listAttestationRules'), handle: ({ parts }) => this.attestationRules(parts) },
    { method: 'PATCH', path: poolPath('\\/([^/:]+)(?:\\/providers\\/([^/:]+))?'), handle: request => this.update(request) },
    { method: 'DELETE', path: poolPath('\\/([^/:]+)(?:\\/providers\\/([^/:]+))?'), handle: ({ parts }) => this.delete(parts) },
    { method: 'POST', path: poolPath('\\/([^/:]+)(?:\\/providers\\/([^/:]+))?:undelete'), handle: ({ parts }) => this.undelete(parts) },
  ];

  constructor(
    private readonly projects: Projects,
    private readonly operations: Operations,
    private readonly organizationPolicies: OrganizationPolicies,
  ) {}

  /** All pools and providers, the deleted ones too. */
  get all(): readonly ProviderEntity[] {
    return [...this.entities.values()];
  }

  /** Whether allow policies may name the pool, called by its number. */
  isActive(poolName: string): boolean {
    return this.entities.get(poolName)?.state === 'ACTIVE';
  }

  /** What somebody else makes, without Terraform. */
  make(name: string, entity: Omit<ProviderEntity, 'name' | 'state'>): void {
    this.entities.set(name, { ...entity, name, state: 'ACTIVE' });
  }

  private create({ parts, http, body }: ApiRequest, idParameter: string): object {
    const id = http.query.get(idParameter) ?? '';
    if (!ID.test(id)) throw invalidArgument(`Invalid value for "${idParameter}": ${id}`);
    const isProvider = idParameter === 'workloadIdentityPoolProviderId';
    if (isProvider) this.findActive(parts.slice(0, 2));
    const name = isProvider ? this.name([parts[0], parts[1], id]) : this.name([parts[0], id]);
    if (this.entities.has(name)) throw alreadyExists();
    return this.store({ ...body, name, state: 'ACTIVE' }, isProvider);
  }

  private update(request: ApiRequest): object {
    const before = this.findActive(request.parts);
    const fields = (request.http.query.get('updateMask') ?? '').split(',').map(field => field.split('.')[0]);
    const changed = Object.fromEntries(fields.map(field => [field, request.body[field]]));
    return this.store({ ...before, ...changed }, request.parts[2] !== '');
  }

  private store(entity: ProviderEntity, isProvider: boolean): object {
    if ((entity.displayName ?? '').length > LIMITS.displayNameCharacters || (entity.description ?? '').length > LIMITS.descriptionCharacters) {
      throw invalidArgument('The display name or the description is too long.');
    }
    if (isProvider) this.requireProvider(entity);
    this.entities.set(entity.name, entity);
    return this.operations.start(entity.name, entity);
  }

  private requireProvider({ name, aws, attributeMapping, attributeCondition }: ProviderEntity): void {
    if (aws && !/^\d{12}$/.test(aws.accountId)) throw invalidArgument(`Invalid AWS account id: ${aws.accountId}`);
    if (attributeMapping && !('google.subject' in attributeMapping)) throw invalidArgument('The attribute mapping must include google.subject.');
    if ((attributeCondition ?? '').length > LIMITS.attributeConditionCharacters) throw invalidArgument('The attribute condition is too long.');
    if (aws) this.organizationPolicies.requireAllowed(name.split('/')[1], 'iam.workloadIdentityPoolAwsAccounts', aws.accountId);
  }

  private delete(parts: readonly string[]): object {
    const entity = this.findActive(parts);
    const expireTime = new Date(Date.now() + DAYS_TO_RESTORE * 86_400_000).toISOString();
    this.entities.set(entity.name, { ...entity, state: 'DELETED', expireTime });
    return this.operations.start(entity.name, {});
  }

  private undelete(parts: readonly string[]): object {
    const entity = this.find(parts);
    if (entity.state !== 'DELETED') throw failedPrecondition('The entity is not deleted.');
    if (parts[2] !== '') this.findActive([parts[0], parts[1], '']);
    const { expireTime: _, ...restored } = { ...entity, state: 'ACTIVE' as const };
    this.entities.set(entity.name, restored);
    return this.operations.start(entity.name, restored);
  }

  private attestationRules(parts: readonly string[]): object {
    this.find(parts);
    return {};
  }

  private findActive(parts: readonly string[]): ProviderEntity {
    const entity = this.find(parts);
    if (entity.state === 'DELETED') throw notFound();
    return entity;
  }

  private find(parts: readonly string[]): ProviderEntity {
    const entity = this.entities.get(this.name(parts));
    if (entity === undefined) throw notFound();
    return entity;
  }

  /** Google calls pools by the number of their project, whatever they were asked for by. */
  private name([project, pool, provider]: readonly string[]): string {
    const { projectNumber } = this.projects.requireEnabled(project, 'iam.googleapis.com');
    return `projects/${projectNumber}/locations/global/workloadIdentityPools/${pool}${provider ? `/providers/${provider}` : ''}`;
  }
}
