import { AccessTokens, holderName } from './access-tokens';
import { apiError, Decision, knownApiError, permissionDenied, unauthenticated } from './google-errors';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { loggedAnswer } from './logged-answer';
import { RequestLog } from './request-log';
import { LIMITS } from '../../federation/limits';
import { GooglePolicy } from '../../proof';

const PATH = /^\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/;
const { maximum, withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;

/**
 * Google's Service Account Credentials API, as far as access tokens go.
 *
 * @see https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
 */
export class IamCredentials implements HttpService {
  constructor(
    private readonly policy: GooglePolicy,
    private readonly tokens: AccessTokens,
    private readonly log: RequestLog,
    /** Service accounts that the organization policy allows tokens of up to twelve hours. */
    private readonly extendedLifetime: (email: string) => boolean = () => false,
  ) {}

  answer(request: HttpRequest): HttpAnswer {
    return loggedAnswer(this.log, 'IAM credentials', request, this.decide(request));
  }

  private decide(request: HttpRequest): Decision {
    const written = PATH.exec(request.path)?.[1];
    if (request.method !== 'POST' || written === undefined) return apiError('path', 404, 'NOT_FOUND', 'Requested entity was not found.');
    const email = decodeURIComponent(written);
    const holder = this.tokens.holder(request.headers.authorization);
    if (holder === undefined) return unauthenticated('federated token');
    const identity = holderName(holder);
    if (holder.kind !== 'federated' || !this.policy.mayImpersonate(holder.principal, email)) {
      return { ...permissionDenied('member', 'iam.serviceAccounts.getAccessToken'), identity };
    }
    const seconds = lifetime(request.body);
    if (seconds === undefined || seconds > (this.extendedLifetime(email) ? maximum : withoutOrganizationPolicy)) {
      return { ...knownApiError('lifetime', 'invalid-argument'), identity };
    }
    const { token, expires } = this.tokens.issue({ kind: 'service account', email }, seconds);
    return {
      step: 'impersonation',
      status: 200,
      body: { accessToken: token, expireTime: expires.toISOString().replace(/\.\d+/, '') },
      identity: email,
    };
  }
}

/** The lifetime in seconds that a body asks for; `undefined` where the body is not valid. */
function lifetime(body: string): number | undefined {
  let parsed: { lifetime?: unknown; scope?: unknown };
  try {
    parsed = JSON.parse(body) as typeof parsed;
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed.scope) || parsed.scope.length === 0) return undefined;
  if (parsed.lifetime === undefined) return withoutOrganizationPolicy;
  const seconds = /^(\d+)s$/.exec(String(parsed.lifetime))?.[1];
  return seconds === undefined || Number(seconds) === 0 ? undefined : Number(seconds);
}
