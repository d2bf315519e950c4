import { IncomingHttpHeaders } from 'node:http';

/** A request, read in whole. */
export interface HttpRequest {
  readonly method: string;
  /** Path without query, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are sent as JSON, texts as they are. */
  readonly body: object | string;
}

/** Something that answers HTTP requests, at whatever address it is put. */
export interface HttpService {
  answer(request: HttpRequest): Promise<HttpAnswer> | HttpAnswer;
}
