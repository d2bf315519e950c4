import { AccessTokens, holderName } from './access-tokens';
import { apiError, Decision, permissionDenied, unauthenticated } from './google-errors';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { loggedAnswer } from './logged-answer';
import { RequestLog } from './request-log';
import { GooglePolicy } from '../../proof';

/** A project of the rehearsal. */
export interface Project {
  readonly projectId: string;
  readonly projectNumber: string;
}

const PATH = /^\/v1\/projects\/([^/:]+)$/;

/** Google's Resource Manager, which some clients ask for the id of a project. */
export class ResourceManager implements HttpService {
  constructor(
    private readonly policy: GooglePolicy,
    private readonly tokens: AccessTokens,
    private readonly log: RequestLog,
    private readonly projects: readonly Project[],
  ) {}

  answer(request: HttpRequest): HttpAnswer {
    return loggedAnswer(this.log, 'Resource Manager', request, this.decide(request));
  }

  private decide(request: HttpRequest): Decision {
    const name = PATH.exec(request.path)?.[1];
    if (request.method !== 'GET' || name === undefined) return apiError('path', 404, 'NOT_FOUND', 'Requested entity was not found.');
    const holder = this.tokens.holder(request.headers.authorization);
    if (holder === undefined) return unauthenticated('access token');
    const identity = holderName(holder);
    const project = this.projects.find(candidate => candidate.projectId === name || candidate.projectNumber === name);
    const grantee = holder.kind === 'service account' ? { serviceAccount: holder.email } : { principal: holder.principal };
    const resource = { name: `projects/${project?.projectNumber}`, type: 'cloudresourcemanager.googleapis.com/Project', service: 'cloudresourcemanager.googleapis.com' };
    if (project === undefined || !this.policy.hasPermission(grantee, 'resourcemanager.projects.get', project.projectId, resource)) {
      return { ...permissionDenied('role', 'resourcemanager.projects.get'), identity };
    }
    return { step: 'role', status: 200, body: { ...project, lifecycleState: 'ACTIVE' }, identity };
  }
}
