import { poolResourceName, providerResourceName, serviceAccountMember } from '../../federation/names';
import { serviceAccountEmail, serviceAccountResourceName } from '../../federation/service-account';
import { Determined, mapDetermined, Undetermined } from '../determined';
import { parseTemplateString } from './template-string';
import { many, TerraformDocument, TerraformResource } from './terraform-document';

const SERVICE_ACCOUNT = 'google_service_account';
const POOL = 'google_iam_workload_identity_pool';
const PROVIDER = 'google_iam_workload_identity_pool_provider';

/**
 * Resolves the values of one Terraform configuration as far as the configuration itself determines them: literals,
 * locals, defaults of variables, arguments of other resources, and the attributes that Google computes from them.
 */
export class TerraformValues {
  /** What is being resolved, so that a cycle ends as an answer. */
  private readonly pending = new Set<string>();

  constructor(private readonly document: TerraformDocument) {}

  /** An argument as text; `undefined` where it is not set. */
  text(resource: TerraformResource, name: string): Determined<string> | undefined {
    return this.textOf(resource.attributes[name]);
  }

  textOf(value: unknown): Determined<string> | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return new Undetermined(JSON.stringify(value), 'it is not a text');
    return this.template(value);
  }

  /** An argument that is on or off; off where it is not set. */
  flag(resource: TerraformResource, name: string): Determined<boolean> {
    const text = this.text(resource, name);
    return text === undefined ? false : mapDetermined(text, known => known === 'true' || (known !== 'false' && new Undetermined(known, 'it is not a truth value')));
  }

  /** The project of a resource: its own, else the provider's. */
  project(resource: TerraformResource): Determined<string> {
    return this.text(resource, 'project') ?? this.textOf(this.document.googleProvider.project)
      ?? new Undetermined(resource.address, 'neither the resource nor the google provider names a project');
  }

  private template(text: string): Determined<string> {
    let result = '';
    for (const part of parseTemplateString(text)) {
      if ('literal' in part) {
        result += part.literal;
        continue;
      }
      if ('directive' in part) return new Undetermined(text, 'it holds a template directive');
      const value = this.expression(part.expression);
      if (value instanceof Undetermined) return value;
      result += value;
    }
    return result;
  }

  private expression(expression: string): Determined<string> {
    if (this.pending.has(expression)) return new Undetermined(`\${${expression}}`, 'it refers to itself');
    this.pending.add(expression);
    try {
      return this.reference(expression) ?? new Undetermined(`\${${expression}}`, 'only the Terraform engine can resolve it');
    } finally {
      this.pending.delete(expression);
    }
  }

  private reference(expression: string): Determined<string> | undefined {
    const quoted = /^"((?:[^"\\$%]|\\.)*)"$/.exec(expression);
    if (quoted) return JSON.parse(expression) as string;
    const [first, second, third, ...rest] = expression.split('.');
    if (second !== undefined && third === undefined) {
      if (first === 'local') return this.textOf(this.document.locals.get(second));
      if (first === 'var') return this.textOf(this.document.variables.get(second)?.default);
    }
    const resource = this.document.resources.get(`${first}.${second}`);
    if (resource === undefined || third === undefined || rest.length > 0) return undefined;
    return this.computed(resource, third) ?? this.text(resource, third);
  }

  /** Attributes that Google computes, where its answer follows from the arguments. */
  private computed(resource: TerraformResource, attribute: string): Determined<string> | undefined {
    switch (resource.type) {
      case SERVICE_ACCOUNT: return this.computedOfServiceAccount(resource, attribute);
      case POOL: return this.computedOfPool(resource, attribute);
      case PROVIDER: return this.computedOfProvider(resource, attribute);
      default: return undefined;
    }
  }

  private computedOfServiceAccount(resource: TerraformResource, attribute: string): Determined<string> | undefined {
    const email = () => this.both(this.text(resource, 'account_id'), this.project(resource), serviceAccountEmail);
    switch (attribute) {
      case 'email': return email();
      case 'member': return mapDetermined(email(), serviceAccountMember);
      case 'name':
      case 'id': return this.both(email(), this.project(resource), serviceAccountResourceName);
      case 'project': return this.project(resource);
      default: return undefined;
    }
  }

  private computedOfPool(resource: TerraformResource, attribute: string): Determined<string> | undefined {
    switch (attribute) {
      case 'id': return this.both(this.project(resource), this.text(resource, 'workload_identity_pool_id'), poolResourceName);
      case 'project': return this.project(resource);
      case 'name': return this.numbered(this.computedOfPool(resource, 'id')!);
      default: return undefined;
    }
  }

  private computedOfProvider(resource: TerraformResource, attribute: string): Determined<string> | undefined {
    switch (attribute) {
      case 'id': {
        const pool = this.both(this.project(resource), this.text(resource, 'workload_identity_pool_id'), poolResourceName);
        return this.both(pool, this.text(resource, 'workload_identity_pool_provider_id'), providerResourceName);
      }
      case 'project': return this.project(resource);
      case 'name': return this.numbered(this.computedOfProvider(resource, 'id')!);
      default: return undefined;
    }
  }

  /** Google names pools by project number, which the configuration holds only where the project is given by number. */
  private numbered(id: Determined<string>): Determined<string> {
    return mapDetermined(id, known => /^projects\/\d+\//.test(known) ? known : new Undetermined(known, 'Google answers with the project number'));
  }

  private both(
    one: Determined<string> | undefined, other: Determined<string> | undefined, combine: (one: string, other: string) => string,
  ): Determined<string> {
    const missing = new Undetermined('', 'an argument is missing');
    return mapDetermined(one ?? missing, first => mapDetermined(other ?? missing, second => combine(first, second)));
  }
}

/** The first nested block of a resource, such as `aws`. */
export function nestedBlock(resource: TerraformResource, name: string): unknown {
  return many(resource.attributes[name])[0];
}
