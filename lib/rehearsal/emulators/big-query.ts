import { randomUUID } from 'node:crypto';
import { AccessTokens, holderName, TokenHolder } from './access-tokens';
import { Decision, unauthenticated } from './google-errors';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { loggedAnswer } from './logged-answer';
import { RequestLog } from './request-log';
import { GooglePolicy } from '../../proof';

const PATH = /^(?:\/bigquery\/v2)?\/projects\/([^/]+)\/(datasets|jobs|queries)(?:\/([^/]+))?$/;
const DATASET = 'rehearsal';
const QUERY = /^\s*SELECT\s+SESSION_USER\(\)(?:\s+AS\s+(\w+))?\s*;?\s*$/i;

/** Google BigQuery, as far as the list of datasets and the query `SELECT SESSION_USER()` go. Every project has one dataset. */
export class BigQuery implements HttpService {
  /** What was asked, by the id of the job. */
  private readonly queries = new Map<string, { readonly column: string; readonly user: string; readonly query: string }>();

  constructor(private readonly policy: GooglePolicy, private readonly tokens: AccessTokens, private readonly log: RequestLog) {}

  answer(request: HttpRequest): HttpAnswer {
    return loggedAnswer(this.log, 'BigQuery', request, this.decide(request));
  }

  private decide(request: HttpRequest): Decision {
    const [, projectId, collection, id] = PATH.exec(request.path) ?? [];
    const route = `${request.method} ${collection}${id === undefined ? '' : '/ID'}`;
    const permission = PERMISSIONS[route];
    if (permission === undefined) return bigQueryError('path', 404, 'notFound', 'Not found.');
    const holder = this.tokens.holder(request.headers.authorization);
    if (holder === undefined) return unauthenticated('access token');
    const identity = holderName(holder);
    const grantee = holder.kind === 'service account' ? { serviceAccount: holder.email } : { principal: holder.principal };
    const resource = { name: `projects/${projectId}`, type: 'cloudresourcemanager.googleapis.com/Project', service: 'bigquery.googleapis.com' };
    if (!this.policy.hasPermission(grantee, permission, projectId, resource)) {
      const message = `Access Denied: Project ${projectId}: User does not have ${permission} permission in project ${projectId}.`;
      return { ...bigQueryError('role', 403, 'accessDenied', message), identity };
    }
    return { ...collection === 'datasets' ? datasets(projectId) : this.job(projectId, id, holder, request), identity };
  }

  /** A query is done as soon as it is asked; its results are there for whoever asked it. */
  private job(projectId: string, id: string | undefined, holder: TokenHolder, request: HttpRequest): Decision {
    if (id === undefined) {
      const { query } = queryOf(request.body);
      const column = QUERY.exec(query ?? '');
      if (column === null) return bigQueryError('query', 400, 'invalidQuery', "The stand-in answers 'SELECT SESSION_USER()' only.");
      const jobId = /"jobId":\s*"([\w-]+)"/.exec(request.body)?.[1] ?? `job_${randomUUID()}`;
      this.queries.set(jobId, { column: column[1] ?? 'f0_', user: holderName(holder), query: query! });
      return jobDecision(projectId, jobId, query!);
    }
    const asked = this.queries.get(id);
    if (asked?.user !== holderName(holder)) return bigQueryError('job', 404, 'notFound', `Not found: Job ${projectId}:${id}`);
    if (!request.path.includes('/queries/')) return jobDecision(projectId, id, asked.query);
    const body = {
      kind: 'bigquery#getQueryResultsResponse',
      jobReference: { projectId, jobId: id, location: 'US' },
      jobComplete: true,
      schema: { fields: [{ name: asked.column, type: 'STRING', mode: 'NULLABLE' }] },
      totalRows: '1',
      rows: [{ f: [{ v: asked.user }] }],
    };
    return { step: 'role', status: 200, body };
  }
}

/** What a caller needs for each route. */
const PERMISSIONS: Readonly<Record<string, string | undefined>> = {
  'GET datasets': 'bigquery.datasets.get',
  'POST jobs': 'bigquery.jobs.create',
  'GET jobs/ID': 'bigquery.jobs.create',
  'GET queries/ID': 'bigquery.jobs.create',
};

function datasets(projectId: string): Decision {
  const found = [{ kind: 'bigquery#dataset', id: `${projectId}:${DATASET}`, datasetReference: { projectId, datasetId: DATASET }, location: 'US' }];
  return { step: 'role', status: 200, body: { kind: 'bigquery#datasetList', datasets: found } };
}

function queryOf(body: string): { query?: string } {
  try {
    return (JSON.parse(body) as { configuration?: { query?: { query?: string } } }).configuration?.query ?? {};
  } catch {
    return {};
  }
}

function jobDecision(projectId: string, jobId: string, query: string): Decision {
  const body = {
    kind: 'bigquery#job',
    id: `${projectId}:US.${jobId}`,
    jobReference: { projectId, jobId, location: 'US' },
    configuration: { jobType: 'QUERY', query: { query, useLegacySql: false } },
    status: { state: 'DONE' },
    statistics: { query: { statementType: 'SELECT' } },
  };
  return { step: 'role', status: 200, body };
}

function bigQueryError(step: string, code: number, reason: string, message: string): Decision {
  return { step, status: code, body: { error: { code, message, errors: [{ message, domain: 'global', reason }] } }, reason: message };
}
