import { createServer, IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { HttpAnswer, HttpService } from './http-service';

/** A service that listens. */
export interface HttpListener {
  readonly port: number;
  /** Ends all connections, so that nothing keeps the process alive. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default - any free port */
  readonly port?: number;
  /** A socket of this file system in place of host and port. @default - a port */
  readonly path?: string;
  /** Certificate and key in PEM. @default - plain HTTP */
  readonly tls?: { readonly cert: string; readonly key: string };
}

const BODY_BYTES_AT_MOST = 1024 * 1024;

/** Puts services at an address; each request goes to the one that its `Host` header selects. */
export async function listen(select: (host: string) => HttpService | undefined, options: ListenOptions = {}): Promise<HttpListener> {
  const handler: RequestListener = (request, response) => {
    respond(select, request, response).catch(() => response.destroy());
  };
  const server: Server = options.tls ? createTlsServer(options.tls, handler) : createServer(handler);
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.path === undefined ? { port: options.port ?? 0, host: options.host ?? '127.0.0.1' } : { path: options.path }, resolve);
  });
  const address = server.address();
  return {
    port: (address as Partial<AddressInfo>).port ?? 0,
    close: async () => new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function respond(select: (host: string) => HttpService | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const service = select((request.headers.host ?? '').replace(/:\d+$/, ''));
  const body = await readBody(request);
  const answer: HttpAnswer = service === undefined
    ? { status: 404, body: 'no stand-in answers for this host' }
    : body === undefined
      ? { status: 413, body: 'the request is too large' }
      : await service.answer({ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: request.headers, body });
  const json = typeof answer.body !== 'string';
  const text = json ? JSON.stringify(answer.body, null, 2) : String(answer.body);
  response.writeHead(answer.status, {
    'content-type': json ? 'application/json; charset=UTF-8' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > BODY_BYTES_AT_MOST) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
