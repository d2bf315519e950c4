import { randomBytes } from 'node:crypto';
import { AwsIdentity } from '../../proof';

/** Credentials as AWS issues them. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** @default - long-term credentials of an IAM user */
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

interface Entry {
  readonly identity: AwsIdentity;
  readonly credentials: AwsCredentials;
}

export interface IssueOptions {
  /** @default true */
  readonly temporary?: boolean;
  /** @default - in six hours, where temporary */
  readonly expiration?: Date;
}

const SIX_HOURS = 6 * 3600 * 1000;

/** The access keys that AWS knows, each with the identity behind it. Everything is made up for one rehearsal. */
export class AwsDirectory {
  private readonly byAccessKeyId = new Map<string, Entry>();

  /** Makes credentials for an identity. */
  issue(identity: AwsIdentity, options: IssueOptions = {}): AwsCredentials {
    const temporary = options.temporary ?? true;
    const credentials: AwsCredentials = {
      accessKeyId: `${temporary ? 'ASIA' : 'AKIA'}${uniqueId(16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      ...temporary && {
        sessionToken: randomBytes(96).toString('base64'),
        expiration: options.expiration ?? new Date(Date.now() + SIX_HOURS),
      },
    };
    this.byAccessKeyId.set(credentials.accessKeyId, { identity, credentials });
    return credentials;
  }

  find(accessKeyId: string): Entry | undefined {
    return this.byAccessKeyId.get(accessKeyId);
  }
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The part of an AWS unique id behind its four-letter prefix. */
export function uniqueId(length: number): string {
  return Array.from(randomBytes(length), byte => BASE32[byte % BASE32.length]).join('');
}
