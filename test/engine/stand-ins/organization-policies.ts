import { alreadyExists, failedPrecondition, notFound } from './refusal';
import { Route } from './routes';

interface Policy {
  readonly name: string;
  readonly spec?: { readonly etag?: string; readonly rules?: readonly { readonly values?: { readonly allowedValues?: readonly string[] } }[] };
}

const PARENT = '((?:projects|folders|organizations)\\/\\d+)';

/** Organization policies, and whether they allow a value. Those of folders and organizations are inherited by no project here. */
export class OrganizationPolicies {
  private readonly policies = new Map<string, Policy>();

  readonly routes: readonly Route[] = [
    {
      method: 'POST',
      path: new RegExp(`^\\/orgpolicy\\/v2\\/${PARENT}\\/policies$`),
      handle: ({ body }) => {
        if (this.policies.has(body.name)) throw alreadyExists();
        return this.store(body as Policy);
      },
    },
    { method: 'GET', path: new RegExp(`^\\/orgpolicy\\/v2\\/(${PARENT}\\/policies\\/[^/]+)$`), handle: ({ parts: [name] }) => this.find(name) },
    {
      method: 'PATCH',
      path: new RegExp(`^\\/orgpolicy\\/v2\\/(${PARENT}\\/policies\\/[^/]+)$`),
      handle: ({ parts: [name], body }) => this.store({ ...this.find(name), ...body, name }),
    },
    {
      method: 'DELETE',
      path: new RegExp(`^\\/orgpolicy\\/v2\\/(${PARENT}\\/policies\\/[^/]+)$`),
      handle: ({ parts: [name] }) => {
        this.policies.delete(this.find(name).name);
        return {};
      },
    },
  ];

  /** Throws what Google says where a policy of the project does not allow the value. */
  requireAllowed(projectNumber: string, constraint: string, value: string): void {
    const policy = this.policies.get(`projects/${projectNumber}/policies/${constraint}`);
    const allowed = policy?.spec?.rules?.flatMap(({ values }) => values?.allowedValues ?? []);
    if (allowed && !allowed.includes(value)) throw failedPrecondition(`Org Policy violated for value: '${value}'.`);
  }

  private find(name: string): Policy {
    const policy = this.policies.get(name);
    if (policy === undefined) throw notFound();
    return policy;
  }

  private store(policy: Policy): Policy {
    const stored = { ...policy, spec: { ...policy.spec, etag: `CO${this.policies.size}`, updateTime: new Date().toISOString() } };
    this.policies.set(policy.name, stored);
    return stored;
  }
}
