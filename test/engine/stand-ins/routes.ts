import { Decision } from '../../../lib/rehearsal/emulators/google-errors';
import { HttpRequest } from '../../../lib/rehearsal/emulators/http-service';

/** A request to one of Google's APIs, with its body read. */
export interface ApiRequest {
  readonly http: HttpRequest;
  /** What the groups of the route's path matched, decoded. */
  readonly parts: readonly string[];
  readonly body: Record<string, any>;
}

/**
 * One method of one API. Paths begin with the first label of the API's host name and the version, such as
 * `/iam/v1/projects/...`. Handlers throw `Refusal`.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: RegExp;
  handle(request: ApiRequest): object;
}

/** What a request was, and what it was answered. */
export interface Call {
  /** Such as `POST /iam/v1/projects/my-gcp-project/serviceAccounts`, with the query. */
  readonly request: string;
  readonly body: Record<string, any>;
  readonly status: number;
  /** @default - it was not refused */
  readonly reason?: string;
}

/** The route that takes a request, and what its path matched. */
export function routed(routes: readonly Route[], request: HttpRequest): { readonly route: Route; readonly parts: string[] } | undefined {
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(request.path) : null;
    if (match) return { route, parts: match.slice(1).map(part => decodeURIComponent(part ?? '')) };
  }
  return undefined;
}

export function accepted(body: object): Decision {
  return { step: 'done', status: 200, body };
}
