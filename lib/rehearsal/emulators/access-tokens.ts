import { randomBytes } from 'node:crypto';
import { FederatedPrincipal } from '../../proof';

/** Who holds an access token of Google. */
export type TokenHolder =
  | { readonly kind: 'federated'; readonly principal: FederatedPrincipal }
  | { readonly kind: 'service account'; readonly email: string };

/** The access tokens that Google has issued. */
export class AccessTokens {
  private readonly issued = new Map<string, { readonly holder: TokenHolder; readonly expires: number }>();

  constructor(private readonly now: () => Date = () => new Date()) {}

  issue(holder: TokenHolder, seconds: number): { readonly token: string; readonly expires: Date } {
    const token = `ya29.${randomBytes(48).toString('base64url')}`;
    const expires = this.now().getTime() + seconds * 1000;
    this.issued.set(token, { holder, expires });
    return { token, expires: new Date(expires) };
  }

  /** The holder of the token of an `Authorization: Bearer` header, while the token is valid. */
  holder(authorization: string | undefined): TokenHolder | undefined {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    const entry = token === undefined ? undefined : this.issued.get(token);
    return entry !== undefined && entry.expires > this.now().getTime() ? entry.holder : undefined;
  }
}

/** A holder in words: the service account, or the IAM principal. */
export function holderName(holder: TokenHolder): string {
  return holder.kind === 'service account' ? holder.email : `principal://iam.googleapis.com/${holder.principal.pool}/subject/${holder.principal.subject}`;
}
