import { AllowPolicies } from './allow-policies';
import { Projects } from './projects';
import { alreadyExists, invalidArgument, notFound } from './refusal';
import { Route } from './routes';

export interface Account {
  readonly name: string;
  readonly projectId: string;
  readonly email: string;
  /** Never used again, so that an account that is made again under its name is another one. */
  readonly uniqueId: string;
  readonly oauth2ClientId: string;
  readonly etag: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly disabled?: boolean;
}

/** How often a new account is not found yet. */
const UNSEEN_READS = 1;

/** Service accounts. They are deleted softly; their name can be taken again at once, but by another account. */
export class ServiceAccounts {
  private readonly accounts = new Map<string, Account>();
  private readonly deleted = new Map<string, Account>();
  private readonly unseen = new Map<string, number>();
  private made = 0;

  readonly routes: readonly Route[] = [
    {
      method: 'POST',
      path: /^\/iam\/v1\/projects\/([^/]+)\/serviceAccounts$/,
      handle: ({ parts: [project], body }) => this.create(project, body.accountId, body.serviceAccount),
    },
    { method: 'GET', path: /^\/iam\/v1\/projects\/[^/]+\/serviceAccounts\/([^/:]+)$/, handle: ({ parts: [name] }) => this.read(name) },
    {
      method: 'PATCH',
      path: /^\/iam\/v1\/projects\/[^/]+\/serviceAccounts\/([^/:]+)$/,
      handle: ({ parts: [name], body }) => {
        // Masks name fields as Google's definitions do, not as its JSON does.
        const fields = body.updateMask.split(',').map((field: string) => field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
        const changed = fields.map((field: string) => [field, body.serviceAccount[field]]);
        return this.change({ ...this.find(name), ...Object.fromEntries(changed) });
      },
    },
    { method: 'DELETE', path: /^\/iam\/v1\/projects\/[^/]+\/serviceAccounts\/([^/:]+)$/, handle: ({ parts: [name] }) => this.delete(name) },
    { method: 'POST', path: /^\/iam\/v1\/projects\/[^/]+\/serviceAccounts\/(\d+):undelete$/, handle: ({ parts: [uniqueId] }) => this.undelete(uniqueId) },
  ];

  constructor(private readonly projects: Projects, private readonly policies: AllowPolicies) {}

  get all(): readonly Account[] {
    return [...this.accounts.values()];
  }

  exists(email: string): boolean {
    return this.accounts.has(email);
  }

  find(name: string): Account {
    const account = this.accounts.get(name) ?? this.all.find(({ uniqueId }) => uniqueId === name);
    if (account === undefined) throw notFound(`Unknown service account: ${name}`);
    return account;
  }

  create(project: string, accountId: string, described: Pick<Account, 'displayName' | 'description'> = {}): Account {
    const { projectId } = this.projects.requireEnabled(project, 'iam.googleapis.com');
    if (!/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/.test(accountId)) throw invalidArgument(`Account id ${accountId} is invalid.`);
    if ((described.displayName ?? '').length > 100 || Buffer.byteLength(described.description ?? '') > 256) throw invalidArgument('Text is too long.');
    const email = `${accountId}@${projectId}.iam.gserviceaccount.com`;
    if (this.accounts.has(email)) throw alreadyExists(`Service account ${accountId} already exists within project projects/${projectId}.`);
    this.unseen.set(email, UNSEEN_READS);
    return this.make(projectId, accountId, described);
  }

  /** What somebody else makes, without Terraform. */
  make(projectId: string, accountId: string, described: Pick<Account, 'displayName' | 'description'> = {}): Account {
    const email = `${accountId}@${projectId}.iam.gserviceaccount.com`;
    const uniqueId = `1000000000000000000${++this.made}`;
    return this.change({ ...described, name: `projects/${projectId}/serviceAccounts/${email}`, projectId, email, uniqueId, oauth2ClientId: uniqueId, etag: '' });
  }

  private read(name: string): Account {
    const account = this.find(name);
    const unseen = this.unseen.get(account.email) ?? 0;
    this.unseen.set(account.email, unseen - 1);
    if (unseen > 0) throw notFound(`Unknown service account: ${name}`);
    return account;
  }

  private change(account: Account): Account {
    const changed = { ...account, etag: Buffer.from(JSON.stringify(account)).toString('base64').slice(-12) };
    this.accounts.set(account.email, changed);
    return changed;
  }

  private delete(name: string): object {
    const account = this.find(name);
    this.accounts.delete(account.email);
    this.deleted.set(account.uniqueId, account);
    this.policies.rename(`serviceAccount:${account.email}`, deletedMember(account));
    this.policies.forget(`iam/${account.name}`);
    return {};
  }

  private undelete(uniqueId: string): object {
    const account = this.deleted.get(uniqueId);
    if (account === undefined) throw notFound();
    if (this.accounts.has(account.email)) throw alreadyExists();
    this.deleted.delete(uniqueId);
    this.policies.rename(deletedMember(account), `serviceAccount:${account.email}`);
    return { restoredAccount: this.change(account) };
  }
}

function deletedMember({ email, uniqueId }: Account): string {
  return `deleted:serviceAccount:${email}?uid=${uniqueId}`;
}
