import { computedAttribute } from './computed-attributes';
import { parseTemplateString } from './template-string';
import { many, TerraformDocument, TerraformResource } from './terraform-document';
import { Determined, mapDetermined, Undetermined } from '../../determined';

const CHARACTERS_AT_MOST = 1_000_000;

/** `TYPE.NAME.ATTRIBUTE`, as a data source and with an index where there is one. */
const REFERENCE = /^((?:data\.)?[a-z][a-z0-9_-]*\.[A-Za-z_][\w-]*(?:\[(?:\d+|"[^"]*")\])?)\.([a-z_][a-z0-9_]*)$/;

/**
 * Resolves the values of one Terraform configuration as far as the configuration itself determines them: literals,
 * locals, defaults of variables, arguments of other resources, and the attributes that Google computes from them.
 */
export class TerraformValues {
  /** What is being resolved, so that a cycle ends as an answer. */
  private readonly pending = new Set<string>();
  private readonly resolved = new Map<string, Determined<string>>();

  /** @param projectNumbers project numbers by project id, as far as they are known from elsewhere */
  constructor(private readonly document: TerraformDocument, private readonly projectNumbers: ReadonlyMap<string, string> = new Map()) {}

  /** An argument as text; `undefined` where it is not set. */
  text(resource: TerraformResource, name: string): Determined<string> | undefined {
    const value = resource.attributes[name];
    const references = resource.later?.get(name);
    if (references !== undefined && (value === undefined || value === null)) return this.planned(resource, name, references);
    return this.textIn(resource, value);
  }

  /** A value inside a resource as text. */
  textIn(resource: TerraformResource, value: unknown): Determined<string> | undefined {
    return resource.isPlanned && typeof value === 'string' ? value : this.textOf(value);
  }

  textOf(value: unknown): Determined<string> | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return new Undetermined(JSON.stringify(value).slice(0, 200), 'it is not a text');
    return this.template(value);
  }

  /** An argument that is on or off; off where it is not set. */
  flag(resource: TerraformResource, name: string): Determined<boolean> {
    const text = this.text(resource, name);
    return text === undefined ? false : mapDetermined(text, known => known === 'true' || (known !== 'false' && new Undetermined(known, 'it is not a truth value')));
  }

  /** The project of a resource: its own, else the provider's. */
  project(resource: TerraformResource): Determined<string> {
    return this.text(resource, 'project') ?? this.textOf(this.providerOf(resource)?.project)
      ?? new Undetermined(resource.address, 'neither the resource nor the google provider names a project');
  }

  projectNumber(projectId: string): Determined<string> {
    return this.projectNumbers.get(projectId) ?? new Undetermined(projectId, 'Google answers with the project number');
  }

  private providerOf({ attributes: { provider } }: TerraformResource) {
    const name = typeof provider === 'string' ? provider.replace(/^\$\{(.*)\}$/, '$1') : 'google';
    return this.document.providers.get(name);
  }

  /** What a plan does not know yet: an argument that refers to one attribute as a whole is that attribute. */
  private planned(resource: TerraformResource, name: string, references: readonly string[]): Determined<string> {
    const whole = name.endsWith('_id') || name === 'project' ? references.find(reference => REFERENCE.test(reference.replace(/^(?:module\.[\w-]+\.)+/, ''))) : undefined;
    const found = whole && this.planReference(whole);
    return found ?? new Undetermined(`${resource.address}.${name}`, 'the plan says that it is known only after the apply');
  }

  private planReference(reference: string): Determined<string> | undefined {
    const dot = reference.lastIndexOf('.');
    return this.attribute(this.document.resources.get(reference.slice(0, dot)), reference.slice(dot + 1));
  }

  private template(text: string): Determined<string> {
    if (!text.includes('{')) return text;
    let result = '';
    for (const part of parseTemplateString(text)) {
      if ('literal' in part) {
        result += part.literal;
        continue;
      }
      if ('directive' in part) return new Undetermined(text, 'it holds a template directive');
      const value = this.expression(part.expression);
      if (value instanceof Undetermined) return new Undetermined(value.source, value.reason, result + value.before, value.cause);
      result += value;
      if (result.length > CHARACTERS_AT_MOST) return new Undetermined(`${text.slice(0, 100)}...`, `it is longer than ${CHARACTERS_AT_MOST} characters`);
    }
    return result;
  }

  private expression(expression: string): Determined<string> {
    const known = this.resolved.get(expression);
    if (known !== undefined) return known;
    if (this.pending.has(expression)) return new Undetermined(`\${${expression}}`, 'it refers to itself');
    this.pending.add(expression);
    try {
      const value = this.reference(expression) ?? new Undetermined(`\${${expression}}`, 'only the Terraform engine can resolve it');
      this.resolved.set(expression, value);
      return value;
    } finally {
      this.pending.delete(expression);
    }
  }

  private reference(expression: string): Determined<string> | undefined {
    if (/^"(?:[^"\\$%]|\\.)*"$/.test(expression)) return quotedText(expression);
    const [first, second, third] = expression.split('.');
    if (second !== undefined && third === undefined) {
      if (first === 'local') return this.textOf(this.document.locals.get(second));
      if (first === 'var') return this.textOf(this.document.variables.get(second)?.default);
    }
    const [, address, attribute] = REFERENCE.exec(expression) ?? [];
    return attribute === undefined ? undefined : this.attribute(this.document.resources.get(address), attribute);
  }

  private attribute(resource: TerraformResource | undefined, attribute: string): Determined<string> | undefined {
    if (resource === undefined) return undefined;
    if (resource.isPlanned && typeof resource.attributes[attribute] === 'string') return resource.attributes[attribute];
    return computedAttribute(this, resource, attribute) ?? this.text(resource, attribute);
  }
}

function quotedText(expression: string): string | undefined {
  try {
    return JSON.parse(expression) as string;
  } catch {
    return undefined;
  }
}

/** The first nested block of a resource, such as `aws`. */
export function nestedBlock(resource: TerraformResource, name: string): unknown {
  return many(resource.attributes[name])[0];
}
