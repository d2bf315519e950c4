import { AccessTokens, holderName, TokenHolder } from './access-tokens';
import { AwsSts } from './aws-sts';
import { Decision, knownOauthError, oauthError } from './google-errors';
import { HttpAnswer, HttpRequest, HttpService } from './http-service';
import { loggedAnswer } from './logged-answer';
import { RequestLog } from './request-log';
import { AwsRequest } from './signature-v4';
import { verifySignedToken } from './signed-token';
import { AWS4_REQUEST, parseSubjectToken, TARGET_RESOURCE } from './subject-token';
import { providerResourceName } from '../../federation/names';
import { admit, admitToken, Admission, GooglePolicy, isDetermined, OtherProvider, SIGNED_TOKENS } from '../../proof';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const LIFETIME_SECONDS = 3600;

/**
 * Google's Security Token Service with the providers of a Terraform configuration.
 *
 * @see https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token
 */
export class GoogleSts implements HttpService {
  constructor(
    private readonly policy: GooglePolicy,
    private readonly awsSts: AwsSts,
    private readonly tokens: AccessTokens,
    private readonly log: RequestLog,
    /** The keys that an issuer publishes, a JSON Web Key Set. */
    private readonly publishedKeys: (issuer: string) => string | undefined = () => undefined,
    private readonly now: () => Date = () => new Date(),
  ) {}

  answer(request: HttpRequest): HttpAnswer {
    return loggedAnswer(this.log, 'Google STS', request, this.route(request));
  }

  private route(request: HttpRequest): Decision {
    if (request.method !== 'POST') return { step: 'path', status: 404, body: 'Not Found', reason: 'Not Found' };
    switch (request.path) {
      case '/v1/token': return this.exchange(new URLSearchParams(request.body));
      case '/v1/introspect': return this.introspect(new URLSearchParams(request.body));
      default: return { step: 'path', status: 404, body: 'Not Found', reason: 'Not Found' };
    }
  }

  private exchange(form: URLSearchParams): Decision {
    if (form.get('grant_type') !== GRANT_TYPE) return invalid('grant_type');
    if (form.get('requested_token_type') !== ACCESS_TOKEN) return invalid('requested_token_type');
    if (!form.get('scope')) return invalid('scope');
    const type = form.get('subject_token_type') ?? '';
    if (type !== AWS4_REQUEST && !SIGNED_TOKENS.includes(type)) return invalid('subject_token_type');

    const audience = form.get('audience') ?? '';
    const target = this.policy.audience(audience);
    if (target.kind === 'malformed') return knownOauthError('audience', 'audience-malformed');
    if (target.kind !== 'provider') return knownOauthError('audience', 'provider-not-found');
    const { provider, pool } = target;
    if (provider.kind !== 'aws') {
      return SIGNED_TOKENS.includes(type) ? this.exchangeToken(provider, pool, form.get('subject_token') ?? '') : knownOauthError('audience', 'provider-not-found');
    }
    if (type !== AWS4_REQUEST) return knownOauthError('audience', 'provider-not-found');

    let signed: AwsRequest;
    try {
      signed = parseSubjectToken(form.get('subject_token') ?? '');
    } catch (error) {
      return oauthError('subject token', 'invalid_grant', `Invalid format of AWS credentials: ${(error as Error).message}.`);
    }
    if (withoutScheme(signed.headers[TARGET_RESOURCE]) !== withoutScheme(audience)) {
      return oauthError('target resource', 'invalid_grant', `The ${TARGET_RESOURCE} header of the signed request does not equal the audience.`);
    }

    const caller = this.awsSts.getCallerIdentity(signed);
    if ('refusal' in caller) {
      const { code, message } = caller.refusal;
      return knownOauthError('AWS STS', 'aws-response-invalid', { type: code, message });
    }

    return this.answerTo(admit(provider, caller.identity), pool, caller.identity.arn);
  }

  /** A token that an issuer has signed, by keys that the provider holds or the issuer publishes. */
  private exchangeToken(provider: OtherProvider, pool: string, token: string): Decision {
    const { jwksJson, providerId } = provider;
    const uploaded = jwksJson !== undefined && isDetermined(jwksJson) ? jwksJson : undefined;
    let claims;
    try {
      claims = verifySignedToken(token, issuer => uploaded ?? this.publishedKeys(issuer), this.now());
    } catch (error) {
      return oauthError('subject token', 'invalid_grant', `${(error as Error).message}.`);
    }
    const { issuer, subject, audiences } = claims;
    const admissions = audiences.map(audience => admitToken(provider, { issuer, subject, audience }, providerResourceName(pool, String(providerId))));
    return this.answerTo(admissions.find(({ admitted }) => admitted === true) ?? admissions[0], pool, subject);
  }

  private answerTo(admission: Admission, pool: string, identity: string): Decision {
    if (admission.admitted !== true) {
      return { ...oauthError(admission.step, errorCode(admission.step), admission.reason), identity };
    }
    const holder: TokenHolder = { kind: 'federated', principal: { pool, ...admission.principal } };
    const { token } = this.tokens.issue(holder, LIFETIME_SECONDS);
    return {
      step: 'token exchange',
      status: 200,
      body: { access_token: token, issued_token_type: ACCESS_TOKEN, token_type: 'Bearer', expires_in: LIFETIME_SECONDS },
      identity: holderName(holder),
    };
  }

  private introspect(form: URLSearchParams): Decision {
    const holder = this.tokens.holder(`Bearer ${form.get('token') ?? ''}`);
    if (holder === undefined) return { step: 'introspection', status: 200, body: { active: false } };
    return { step: 'introspection', status: 200, body: { active: true, username: holderName(holder), iss: 'https://sts.googleapis.com/' } };
  }
}

/** Google takes the resource name with or without `https:`. */
function withoutScheme(resource: string | undefined): string | undefined {
  return resource?.replace(/^https:/, '');
}

function invalid(parameter: string): Decision {
  return oauthError(parameter, 'invalid_request', `Invalid value for "${parameter}".`);
}

function errorCode(step: string): string {
  if (step === 'issuer' || step === 'token audience') return 'invalid_grant';
  return step === 'account' || step === 'attribute condition' ? 'unauthorized_client' : 'invalid_request';
}
