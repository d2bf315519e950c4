import { AccessTokens, holderName } from './access-tokens';
import { Decision, unauthenticated } from './google-errors';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { loggedAnswer } from './logged-answer';
import { RequestLog } from './request-log';
import { GooglePolicy } from '../../proof';

const DATASETS = /^(?:\/bigquery\/v2)?\/projects\/([^/]+)\/datasets$/;
const DATASET = 'rehearsal';

/** Google BigQuery, as far as the list of datasets goes. Every project has one dataset. */
export class BigQuery implements HttpService {
  constructor(private readonly policy: GooglePolicy, private readonly tokens: AccessTokens, private readonly log: RequestLog) {}

  answer(request: HttpRequest): HttpAnswer {
    return loggedAnswer(this.log, 'BigQuery', request, this.decide(request));
  }

  private decide(request: HttpRequest): Decision {
    const projectId = DATASETS.exec(request.path)?.[1];
    if (request.method !== 'GET' || projectId === undefined) return bigQueryError('path', 404, 'notFound', 'Not found.');
    const holder = this.tokens.holder(request.headers.authorization);
    if (holder === undefined) return unauthenticated('access token');
    const identity = holderName(holder);
    const grantee = holder.kind === 'service account' ? { serviceAccount: holder.email } : { principal: holder.principal };
    const resource = { name: `projects/${projectId}`, type: 'cloudresourcemanager.googleapis.com/Project', service: 'bigquery.googleapis.com' };
    if (!this.policy.hasPermission(grantee, 'bigquery.datasets.get', projectId, resource)) {
      const message = `Access Denied: Project ${projectId}: User does not have bigquery.datasets.get permission in project ${projectId}.`;
      return { ...bigQueryError('role', 403, 'accessDenied', message), identity };
    }
    const datasets = [{ kind: 'bigquery#dataset', id: `${projectId}:${DATASET}`, datasetReference: { projectId, datasetId: DATASET }, location: 'US' }];
    return { step: 'role', status: 200, body: { kind: 'bigquery#datasetList', datasets }, identity };
  }
}

function bigQueryError(step: string, code: number, reason: string, message: string): Decision {
  return { step, status: code, body: { error: { code, message, errors: [{ message, domain: 'global', reason }] } }, reason: message };
}
