import { timingSafeEqual } from 'node:crypto';
import { AwsDirectory } from './aws-directory';
import { RequestLog } from './request-log';
import { ALGORITHM, amzDate, AwsRequest, CredentialScope, signatureV4 } from './signature-v4';
import { AwsIdentity } from '../../proof';

/** What AWS STS answers when it refuses. */
export interface AwsRefusal {
  /** The check that refused, in words. */
  readonly step: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type CallerIdentity = { readonly identity: AwsIdentity } | { readonly refusal: AwsRefusal };

interface Authorization {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const SKEW_MINUTES = 15;
const GLOBAL_ENDPOINT_REGION = 'us-east-1';

/** AWS Security Token Service, as far as `GetCallerIdentity` goes. */
export class AwsSts {
  constructor(
    private readonly directory: AwsDirectory,
    private readonly log: RequestLog,
    /** What time it is at AWS. */
    private readonly now: () => Date = () => new Date(),
  ) {}

  getCallerIdentity(request: AwsRequest): CallerIdentity {
    const answer = this.verify(request);
    const [step, status, reason] = 'refusal' in answer
      ? [answer.refusal.step, answer.refusal.status, `${answer.refusal.code}: ${answer.refusal.message}`]
      : ['signature', 200, undefined];
    this.log.add({
      standIn: 'AWS STS',
      request: `GetCallerIdentity at ${request.url.hostname}`,
      verdict: status === 200 ? 'accepted' : 'rejected',
      step,
      status,
      reason,
      identity: 'identity' in answer ? answer.identity.arn : undefined,
    });
    return answer;
  }

  private verify(request: AwsRequest): CallerIdentity {
    const authorization = parseAuthorization(request.headers.authorization);
    if (authorization === undefined) {
      return refuse('authorization header', 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    }
    const { accessKeyId, scope, signedHeaders, signature } = authorization;
    if (!signedHeaders.includes('host') || request.headers.host !== request.url.host) {
      return refuse('signed headers', 'SignatureDoesNotMatch', "'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    const unsigned = Object.keys(request.headers).filter(name => name.startsWith('x-amz-') && !signedHeaders.includes(name));
    if (unsigned.length > 0) {
      return refuse('signed headers', 'SignatureDoesNotMatch', `'${unsigned[0]}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
    if (scope.service !== 'sts') return refuse('credential scope', 'SignatureDoesNotMatch', "Credential should be scoped to correct service: 'sts'.");
    const region = /^sts\.([a-z0-9-]+)\.amazonaws\.com$/.exec(request.url.hostname)?.[1] ?? GLOBAL_ENDPOINT_REGION;
    if (scope.region !== region) return refuse('credential scope', 'SignatureDoesNotMatch', `Credential should be scoped to a valid region, not '${scope.region}'.`);

    const dated = request.headers['x-amz-date'] ?? '';
    if (!dated.startsWith(`${scope.date}T`)) {
      return refuse('signature date', 'SignatureDoesNotMatch', 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.');
    }
    const stale = this.staleness(dated);
    if (stale !== undefined) return refuse('signature date', 'SignatureDoesNotMatch', stale);

    const entry = this.directory.find(accessKeyId);
    if (entry === undefined) return refuse('access key', 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    const { credentials, identity } = entry;
    if (request.headers['x-amz-security-token'] !== credentials.sessionToken) {
      return refuse('session token', 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    }
    if (credentials.expiration !== undefined && credentials.expiration <= this.now()) {
      return refuse('expiry', 'ExpiredToken', 'The security token included in the request is expired');
    }
    if (!equal(signature, signatureV4(request, signedHeaders, scope, credentials.secretAccessKey))) {
      return refuse('signature', 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. '
        + 'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.');
    }
    return { identity };
  }

  private staleness(dated: string): string | undefined {
    const signed = parseAmzDate(dated);
    if (signed === undefined) return 'Date must be in ISO-8601 \'basic format\'.';
    const now = this.now();
    const [earliest, latest] = [-SKEW_MINUTES, SKEW_MINUTES].map(minutes => new Date(now.getTime() + minutes * 60_000));
    if (signed < earliest) {
      return `Signature expired: ${dated} is now earlier than ${amzDate(earliest)} (${amzDate(now)} - ${SKEW_MINUTES} min.)`;
    }
    if (signed > latest) {
      return `Signature not yet current: ${dated} is still later than ${amzDate(latest)} (${amzDate(now)} + ${SKEW_MINUTES} min.)`;
    }
    return undefined;
  }
}

function parseAuthorization(header: string | undefined): Authorization | undefined {
  const parts = new RegExp(`^${ALGORITHM} Credential=([^/,\\s]+)/(\\d{8})/([^/,]+)/([^/,]+)/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$`)
    .exec(header ?? '');
  if (!parts) return undefined;
  const [, accessKeyId, date, region, service, signedHeaders, signature] = parts;
  return { accessKeyId, scope: { date, region, service }, signedHeaders: signedHeaders.split(';'), signature };
}

function parseAmzDate(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function equal(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function refuse(step: string, code: string, message: string): CallerIdentity {
  return { refusal: { step, status: 403, code, message } };
}
