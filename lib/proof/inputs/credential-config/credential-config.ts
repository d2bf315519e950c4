import { isObject, JsonObject } from '../read-json';

/** What a credential configuration of type `external_account` says. */
export interface CredentialConfig {
  readonly audience: string;
  readonly subjectTokenType: string;
  /** Where the client finds the credentials of the workload. */
  readonly source: 'aws' | 'file' | 'url' | 'executable' | 'certificate' | 'unknown';
  /** File of a token of its own. @default - the token comes from elsewhere */
  readonly tokenFile?: string;
  /** URLs of instance metadata, with those that are named. */
  readonly regionUrl?: string;
  readonly credentialsUrl?: string;
  readonly imdsv2Url?: string;
  /** @default - direct access */
  readonly impersonationUrl?: string;
  readonly lifetimeSeconds?: number;
  readonly universeDomain?: string;
  /** URL at which the client exchanges its token. @default - not named, so clients refuse the configuration */
  readonly tokenUrl?: string;
  /** URL of AWS STS for which the client signs, with `{region}`. @default - not named */
  readonly verificationUrl?: string;
  /** Version of the AWS form, `aws1`. @default - not named */
  readonly environmentId?: string;
}

/** The types of a token that an OpenID Connect issuer signs. */
export const SIGNED_TOKENS: readonly string[] = ['urn:ietf:params:oauth:token-type:jwt', 'urn:ietf:params:oauth:token-type:id_token'];

export const AWS4_REQUEST = 'urn:ietf:params:aws:token-type:aws4_request';

export function readCredentialConfig(json: JsonObject): CredentialConfig {
  const source = isObject(json.credential_source) ? json.credential_source : {};
  const impersonation = isObject(json.service_account_impersonation) ? json.service_account_impersonation : {};
  const lifetime = impersonation.token_lifetime_seconds;
  return {
    audience: text(json.audience) ?? '',
    subjectTokenType: text(json.subject_token_type) ?? '',
    source: sourceOf(source),
    ...typeof source.file === 'string' && { tokenFile: source.file },
    regionUrl: text(source.region_url),
    credentialsUrl: text(source.url),
    imdsv2Url: text(source.imdsv2_session_token_url),
    impersonationUrl: text(json.service_account_impersonation_url),
    lifetimeSeconds: typeof lifetime === 'number' ? lifetime : undefined,
    universeDomain: text(json.universe_domain),
    tokenUrl: text(json.token_url),
    verificationUrl: text(source.regional_cred_verification_url),
    environmentId: text(source.environment_id),
  };
}

/** Returns the account that an impersonation URL names, at whatever host; `undefined` if it is not one of `generateAccessToken`. */
export function impersonatedAccount(url: string): string | undefined {
  return /^https:\/\/[^/?#@]+\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(url)?.[1];
}

function sourceOf(source: JsonObject): CredentialConfig['source'] {
  if (typeof source.environment_id === 'string' && source.environment_id.startsWith('aws')) return 'aws';
  if (source.executable !== undefined) return 'executable';
  if (source.certificate !== undefined) return 'certificate';
  if (typeof source.file === 'string') return 'file';
  return typeof source.url === 'string' ? 'url' : 'unknown';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
