import { createHash, createHmac } from 'node:crypto';

/** A request to AWS, with header names in lower case. */
export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a signature is made for: `DATE/REGION/SERVICE/aws4_request`. */
export interface CredentialScope {
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Signature Version 4 in hexadecimal. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
export function signatureV4(request: AwsRequest, signedHeaders: readonly string[], scope: CredentialScope, secretAccessKey: string): string {
  const canonicalRequest = [
    request.method.toUpperCase(),
    request.url.pathname,
    canonicalQuery(request.url),
    ...signedHeaders.map(name => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body ?? ''),
  ].join('\n');
  const stringToSign = [
    ALGORITHM,
    request.headers['x-amz-date'],
    scopeText(scope),
    sha256(canonicalRequest),
  ].join('\n');
  const key = [scope.date, scope.region, scope.service, 'aws4_request']
    .reduce<Buffer | string>((previous, part) => hmac(previous, part), `AWS4${secretAccessKey}`);
  return hmac(key, stringToSign).toString('hex');
}

export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** `YYYYMMDDTHHMMSSZ` */
export function amzDate(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
