import { AllowPolicies } from './allow-policies';
import { Datasets } from './datasets';
import { IdentityPools } from './identity-pools';
import { Operations } from './operations';
import { OrganizationPolicies } from './organization-policies';
import { Project, Projects } from './projects';
import { invalidArgument, Refusal } from './refusal';
import { accepted, Call, Route, routed } from './routes';
import { ServiceAccounts } from './service-accounts';
import { apiError, Decision, unauthenticated } from '../../../lib/rehearsal/emulators/google-errors';
import { HttpAnswer, HttpRequest, HttpService } from '../../../lib/rehearsal/emulators/http-service';

/** What exists before Terraform comes. */
export interface Estate {
  readonly projects: readonly Omit<Project, 'enabled'>[];
  /** Everything else that has an allow policy or an access list, as `API/NAME`. @default - nothing */
  readonly resources?: readonly string[];
}

const POOL_OF_MEMBER = /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/]+)\//;

/** The APIs that a project has without being told. */
const ALWAYS_ENABLED = ['serviceusage.googleapis.com'];

/** Google's APIs as far as they administer who may do what, over one state. */
export class GoogleControlPlane implements HttpService {
  readonly calls: Call[] = [];
  readonly projects: Projects;
  readonly serviceAccounts: ServiceAccounts;
  readonly pools: IdentityPools;
  readonly policies: AllowPolicies;
  readonly datasets: Datasets;
  private readonly routes: readonly Route[];

  constructor(estate: Estate, private readonly token: string) {
    const operations = new Operations();
    const organizationPolicies = new OrganizationPolicies();
    this.projects = new Projects(estate.projects.map(project => ({ ...project, enabled: new Set(ALWAYS_ENABLED) })), operations);
    const resources = new Set(estate.resources ?? []);
    const principals = {
      requireMember: (member: string) => this.requireMember(member),
      exists: (resource: string) => this.accountOf(resource) !== undefined || this.projectOf(resource) !== undefined || resources.has(resource),
      canonical: (resource: string) => this.accountOf(resource) ?? this.projectOf(resource) ?? resource,
    };
    this.policies = new AllowPolicies(principals);
    this.datasets = new Datasets(principals);
    this.serviceAccounts = new ServiceAccounts(this.projects, this.policies);
    this.pools = new IdentityPools(this.projects, operations, organizationPolicies);
    const parts = [operations, this.projects, this.serviceAccounts, this.pools, organizationPolicies, this.datasets, this.policies];
    this.routes = parts.flatMap(part => part.routes);
  }

  answer(http: HttpRequest): HttpAnswer {
    const { step: _, reason, ...answer } = this.decide(http);
    this.calls.push({ request: `${http.method} ${http.path}${search(http)}`, body: parsed(http.body) ?? {}, status: answer.status, reason });
    return answer;
  }

  private decide(http: HttpRequest): Decision {
    if (http.headers.authorization !== `Bearer ${this.token}`) return unauthenticated('access token');
    const found = routed(this.routes, http);
    if (found === undefined) return apiError('path', 404, 'NOT_FOUND', `no stand-in answers ${http.method} ${http.path}`);
    const body = parsed(http.body);
    try {
      if (body === undefined) throw invalidArgument('Invalid JSON payload received.');
      return accepted(found.route.handle({ http, parts: found.parts, body }));
    } catch (error) {
      if (error instanceof Refusal) return error.decision;
      throw error;
    }
  }

  private requireMember(member: string): void {
    const pool = POOL_OF_MEMBER.exec(member)?.[1];
    if (pool !== undefined) {
      if (this.pools.isActive(pool)) return;
      throw invalidArgument(`Identity Pool does not exist (${pool}). Please check that you specified a valid resource name as returned in the \`name\` attribute in the configuration API.`);
    }
    const email = /^serviceAccount:(.+)$/.exec(member)?.[1];
    if (email !== undefined && this.serviceAccounts.exists(email)) return;
    throw invalidArgument(email === undefined ? `Invalid member: ${member}` : `Service account ${email} does not exist.`);
  }

  private accountOf(resource: string): string | undefined {
    const email = /^iam\/projects\/[^/]+\/serviceAccounts\/([^/]+)$/.exec(resource)?.[1];
    return email !== undefined && this.serviceAccounts.exists(email) ? `iam/${this.serviceAccounts.find(email).name}` : undefined;
  }

  private projectOf(resource: string): string | undefined {
    const name = /^cloudresourcemanager\/projects\/([^/]+)$/.exec(resource)?.[1];
    return name === undefined ? undefined : `cloudresourcemanager/projects/${this.projects.requireEnabled(name, 'cloudresourcemanager.googleapis.com').projectId}`;
  }
}

function search({ query }: HttpRequest): string {
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function parsed(body: string): Record<string, any> | undefined {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
