import { AwsCredentials } from './aws-directory';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { RequestLog } from './request-log';

/** Where containers get the credentials of their role. */
export interface CredentialsEndpoint {
  readonly address: string;
  readonly path: string;
  /** What a caller has to send. @default - nothing */
  readonly authorization?: string;
  /** What the platform tells its containers. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The endpoint that the agents of ECS and of EKS Pod Identity put up for the containers of a task or a pod. */
export class ContainerCredentials implements HttpService {
  constructor(readonly endpoint: CredentialsEndpoint, private readonly credentials: () => AwsCredentials, private readonly log: RequestLog) {}

  answer(request: HttpRequest): HttpAnswer {
    const { step, ...answer } = this.decide(request);
    const refused = answer.status !== 200;
    this.log.add({
      standIn: 'container credentials',
      // The path is a secret of its own on ECS.
      request: `${request.method} ${refused ? request.path : 'credentials'}`,
      verdict: refused ? 'rejected' : 'accepted',
      step,
      status: answer.status,
      reason: refused ? `${answer.status} ${String(answer.body)}` : undefined,
    });
    return answer;
  }

  private decide({ method, path, headers }: HttpRequest): HttpAnswer & { step: string } {
    if (method !== 'GET' || path !== this.endpoint.path) return { step: 'path', status: 404, body: 'Not Found' };
    if (this.endpoint.authorization !== undefined && headers.authorization !== this.endpoint.authorization) {
      return { step: 'authorization', status: 401, body: 'Unauthorized' };
    }
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = this.credentials();
    return {
      step: 'credentials',
      status: 200,
      body: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken, Expiration: expiration?.toISOString().replace(/\.\d+/, '') },
    };
  }
}
