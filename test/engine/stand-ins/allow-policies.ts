import { createHash } from 'node:crypto';
import { concurrentChange, invalidArgument, notFound } from './refusal';
import { ApiRequest, Route } from './routes';

/** One role of an allow policy. */
export interface Binding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: { readonly title: string; readonly expression: string; readonly description?: string };
}

export interface AllowPolicy {
  readonly version: number;
  readonly etag: string;
  readonly bindings: readonly Binding[];
  readonly auditConfigs?: readonly object[];
}

/** What the policies ask the rest of Google. */
export interface Principals {
  /** Throws where a policy must not name the member. */
  requireMember(member: string): void;
  /** Whether the resource exists, named as `API/NAME`, such as `pubsub/projects/my-gcp-project/topics/orders`. */
  exists(resource: string): boolean;
  /** One name for each resource, where it can be called by several. */
  canonical(resource: string): string;
}

/** What stands in names of roles for conditions that are not shown. */
const CONDITIONAL = '_withcond_';

const EMPTY: AllowPolicy = { version: 1, etag: 'ACAB', bindings: [] };

/** The allow policies of everything that has one. */
export class AllowPolicies {
  private readonly set = new Map<string, AllowPolicy>();
  private readonly meanwhile = new Map<string, Binding>();
  private changes = 0;

  readonly routes: readonly Route[] = [
    ...(['GET', 'POST'] as const).map((method): Route => ({
      method, path: /^\/(\w+)(?:\/bigquery)?\/v\d+\/(.+):getIamPolicy$/, handle: request => this.get(request),
    })),
    {
      method: 'POST',
      path: /^\/(\w+)(?:\/bigquery)?\/v\d+\/(.+):setIamPolicy$/,
      handle: ({ parts: [api, name], body }) => this.write(`${api}/${name}`, body.policy, body.updateMask),
    },
    { method: 'GET', path: /^\/(storage)\/storage\/v1\/(b\/[^/]+)\/iam$/, handle: request => this.get(request) },
    {
      method: 'PUT',
      path: /^\/(storage)\/storage\/v1\/(b\/[^/]+)\/iam$/,
      handle: ({ parts: [api, name], body }) => this.write(`${api}/${name}`, body as AllowPolicy),
    },
  ];

  constructor(private readonly principals: Principals) {}

  /** Every policy that was written, by resource. */
  get all(): ReadonlyMap<string, AllowPolicy> {
    return this.set;
  }

  /** Whoever does not ask for version 3 is not shown conditions, but roles with other names instead. */
  private get(request: ApiRequest): AllowPolicy {
    const policy = this.read(request.parts.join('/'));
    if (requestedVersion(request) >= 3) return policy;
    const bindings = policy.bindings.map(({ condition, ...binding }) => (
      condition ? { ...binding, role: `${binding.role}${CONDITIONAL}${createHash('sha256').update(JSON.stringify(condition)).digest('hex').slice(0, 20)}` } : binding
    ));
    return { ...policy, version: 1, bindings };
  }

  read(resource: string): AllowPolicy {
    if (!this.principals.exists(resource)) throw notFound();
    return this.set.get(this.principals.canonical(resource)) ?? EMPTY;
  }

  /** Lets somebody else bind a role between the next read of a policy and the write that follows it. */
  bindMeanwhile(resource: string, binding: Binding): void {
    this.meanwhile.set(this.principals.canonical(resource), binding);
  }

  write(resource: string, policy: AllowPolicy, updateMask = 'bindings,etag'): AllowPolicy {
    const name = this.principals.canonical(resource);
    const other = this.meanwhile.get(name);
    this.meanwhile.delete(name);
    if (other) this.set.set(name, { ...this.read(resource), bindings: [...this.read(resource).bindings, other], etag: this.nextEtag() });
    const before = this.read(resource);
    if (policy.etag !== undefined && policy.etag !== before.etag) throw concurrentChange();
    const bindings = merged(policy.bindings ?? []);
    if (bindings.some(({ condition }) => condition !== undefined) && policy.version !== 3) {
      throw invalidArgument('Specified policy version (1) cannot be less than the one required by conditions (3).');
    }
    const unsettable = bindings.find(({ role }) => role.includes(CONDITIONAL));
    if (unsettable) throw invalidArgument(`Role ${unsettable.role} is not supported for this resource.`);
    const known = new Set(before.bindings.flatMap(({ members }) => members));
    bindings.flatMap(({ members }) => members).filter(member => !known.has(member)).forEach(member => this.principals.requireMember(member));
    const after: AllowPolicy = {
      version: policy.version ?? 1,
      etag: this.nextEtag(),
      bindings,
      auditConfigs: updateMask.includes('auditConfigs') ? policy.auditConfigs : before.auditConfigs,
    };
    this.set.set(name, after);
    return after;
  }

  /** Puts another name in the place of a member in all policies, as Google does when a service account is deleted. */
  rename(member: string, name: string): void {
    for (const [resource, policy] of this.set) {
      const bindings = policy.bindings.map(binding => ({ ...binding, members: binding.members.map(each => (each === member ? name : each)) }));
      this.set.set(resource, { ...policy, bindings, etag: this.nextEtag() });
    }
  }

  /** Removes the policy of what is gone. */
  forget(resource: string): void {
    this.set.delete(this.principals.canonical(resource));
  }

  private nextEtag(): string {
    this.changes++;
    return Buffer.from(`BwY${this.changes}`).toString('base64');
  }
}

/** The version of policies that a caller understands. */
function requestedVersion({ http, body }: ApiRequest): number {
  const { query } = http;
  return Number(query.get('options.requestedPolicyVersion') ?? query.get('optionsRequestedPolicyVersion') ?? body.options?.requestedPolicyVersion ?? 1);
}

/** One binding for each role and condition. */
function merged(bindings: readonly Binding[]): Binding[] {
  const found = new Map<string, Binding>();
  for (const binding of bindings) {
    const key = JSON.stringify([binding.role, binding.condition]);
    found.set(key, { ...binding, members: [...new Set([...found.get(key)?.members ?? [], ...binding.members ?? []])].sort() });
  }
  return [...found.values()].filter(({ members }) => members.length > 0);
}
