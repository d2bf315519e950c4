import { randomBytes } from 'node:crypto';
import { AwsCredentials } from './aws-directory';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { RequestLog } from './request-log';

/** What an instance finds out about itself. */
export interface InstanceIdentity {
  readonly availabilityZone: string;
  /** AWS account. @default - metadata does not tell */
  readonly account?: string;
  /** @default - the instance has no instance profile */
  readonly role?: { readonly name: string; readonly credentials: AwsCredentials };
}

const TOKEN_PATH = '/latest/api/token';
const ROLES_PATH = '/latest/meta-data/iam/security-credentials';
const ZONE_PATH = '/latest/meta-data/placement/availability-zone';
const LONGEST_TTL_SECONDS = 21_600;

/**
 * The instance metadata service, version 2 required.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export class InstanceMetadata implements HttpService {
  /** Tokens with the time at which they end. */
  private readonly tokens = new Map<string, number>();

  constructor(
    /** Whose metadata it is; a rehearsal boots one instance after the other. */
    public instance: InstanceIdentity,
    private readonly log: RequestLog,
    private readonly now: () => Date = () => new Date(),
  ) {}

  answer(request: HttpRequest): HttpAnswer {
    const { step, ...answer } = this.decide(request);
    const refused = answer.status !== 200;
    this.log.add({
      standIn: 'instance metadata',
      request: `${request.method} ${request.path}`,
      verdict: refused ? 'rejected' : 'accepted',
      step,
      status: answer.status,
      reason: refused ? `${answer.status} ${String(answer.body)}` : undefined,
    });
    return answer;
  }

  private decide(request: HttpRequest): HttpAnswer & { step: string } {
    if (request.path === TOKEN_PATH) return this.issueToken(request);
    if (request.method !== 'GET') return { step: 'method', status: 405, body: 'Method Not Allowed' };
    if (!this.hasToken(request)) return { step: 'IMDSv2 token', status: 401, body: 'Unauthorized' };
    return { step: 'metadata', ...this.document(request.path) };
  }

  private issueToken(request: HttpRequest): HttpAnswer & { step: string } {
    if (request.method !== 'PUT') return { step: 'method', status: 405, body: 'Method Not Allowed' };
    // A request that came through a proxy is not from the instance itself.
    if (request.headers['x-forwarded-for'] !== undefined) return { step: 'X-Forwarded-For', status: 403, body: 'Forbidden' };
    const written = request.headers['x-aws-ec2-metadata-token-ttl-seconds'];
    const seconds = typeof written === 'string' && /^\d+$/.test(written) ? Number(written) : 0;
    if (seconds < 1 || seconds > LONGEST_TTL_SECONDS) return { step: 'token TTL', status: 400, body: 'Bad Request' };
    const token = randomBytes(40).toString('base64');
    this.tokens.set(token, this.now().getTime() + seconds * 1000);
    return { step: 'token TTL', status: 200, headers: { 'x-aws-ec2-metadata-token-ttl-seconds': String(seconds) }, body: token };
  }

  private hasToken(request: HttpRequest): boolean {
    const token = request.headers['x-aws-ec2-metadata-token'];
    return typeof token === 'string' && (this.tokens.get(token) ?? 0) > this.now().getTime();
  }

  private document(path: string): HttpAnswer {
    const { account, availabilityZone, role } = this.instance;
    if (path === ZONE_PATH) return { status: 200, body: availabilityZone };
    if (path === '/latest/meta-data/placement/region') return { status: 200, body: availabilityZone.slice(0, -1) };
    if (role !== undefined && account !== undefined && path === '/latest/meta-data/iam/info') {
      const profile = `arn:aws:iam::${account}:instance-profile/${role.name}`;
      return { status: 200, body: JSON.stringify({ Code: 'Success', InstanceProfileArn: profile }) };
    }
    if (role !== undefined) {
      if (path === ROLES_PATH || path === `${ROLES_PATH}/`) return { status: 200, body: role.name };
      if (path === `${ROLES_PATH}/${encodeURI(role.name)}`) return { status: 200, headers: { 'content-type': 'text/plain' }, body: roleDocument(role.credentials) };
    }
    return { status: 404, body: 'Not Found' };
  }
}

function roleDocument({ accessKeyId, secretAccessKey, sessionToken, expiration }: AwsCredentials): string {
  return JSON.stringify({
    Code: 'Success',
    LastUpdated: wholeSeconds(new Date()),
    Type: 'AWS-HMAC',
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: sessionToken,
    Expiration: expiration && wholeSeconds(expiration),
  }, null, 2);
}

function wholeSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}
