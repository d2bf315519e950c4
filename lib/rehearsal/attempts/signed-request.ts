import { ALGORITHM, amzDate, AwsCredentials, scopeText, serializeSubjectToken, signatureV4, TARGET_RESOURCE } from '../emulators';

export interface SubjectTokenInput {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** The provider that the signed request is meant for; `undefined` leaves it out. */
  readonly targetResource?: string;
  /** @default - now */
  readonly time?: Date;
  /** @default - the regional endpoint of AWS STS */
  readonly url?: string;
  readonly method?: string;
  /** Region to sign for. @default - `region` */
  readonly scopeRegion?: string;
  /** Service to sign for. @default 'sts' */
  readonly scopeService?: string;
  /** Headers that are sent, but not signed. */
  readonly unsignedHeaders?: Readonly<Record<string, string>>;
}

/** Signs a `GetCallerIdentity` request by hand, for what no proper client would send. */
export function subjectToken(input: SubjectTokenInput): string {
  const { credentials, region } = input;
  const date = amzDate(input.time ?? new Date());
  const url = input.url ?? `https://sts.${region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15`;
  const method = input.method ?? 'POST';
  const scope = { date: date.slice(0, 8), region: input.scopeRegion ?? region, service: input.scopeService ?? 'sts' };
  const headers: Record<string, string> = {
    'host': new URL(url).host,
    'x-amz-date': date,
    ...credentials.sessionToken !== undefined && { 'x-amz-security-token': credentials.sessionToken },
    ...input.targetResource !== undefined && { [TARGET_RESOURCE]: input.targetResource },
  };
  const signedHeaders = Object.keys(headers).sort();
  const signature = signatureV4({ method, url: new URL(url), headers }, signedHeaders, scope, credentials.secretAccessKey);
  const authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${scopeText(scope)}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return serializeSubjectToken({ url, method, headers: { ...headers, ...input.unsignedHeaders, authorization } });
}

/** The form of a token exchange, as clients post it. */
export function tokenExchangeForm(audience: string, token: string): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    audience,
    subject_token: token,
  });
}
