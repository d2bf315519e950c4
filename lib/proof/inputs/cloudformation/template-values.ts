import { conditionValue } from './conditions';
import { ReadContext } from './read-context';
import { resourceOf, Template } from './template';
import { Determined, isDetermined, mapDetermined, PartialText, placeholder, Undetermined } from '../../determined';
import { isObject, JsonObject } from '../read-json';

/** Resolves the intrinsic functions of one template as far as the assembly determines them. */
export class TemplateValues {
  private readonly pending = new Set<unknown>();
  private readonly resolved = new WeakMap<JsonObject, PartialText>();

  /**
   * @param exported what other stacks export, by name
   * @param nested what a stack nested in a template puts out, by `LOGICALID.OUTPUT`
   */
  constructor(
    readonly template: Template, private readonly exported: ReadonlyMap<string, () => Determined<string>>,
    private readonly nested: (template: Template, output: string) => Determined<string> | undefined = () => undefined,
    readonly context: ReadContext = new ReadContext(),
  ) {}

  /** Whether a condition of the template holds. */
  condition(name: string): Determined<boolean> {
    const { Conditions: conditions } = this.template.content;
    const written = isObject(conditions) ? conditions[name] : undefined;
    return written === undefined ? new Undetermined(name, 'the template has no such condition', '', 'invalid') : conditionValue(this, written);
  }

  /** A value as one text, known in whole or not at all. */
  text(value: unknown): Determined<string> {
    const { text, unknown } = this.partialText(value);
    return unknown[0] ?? text;
  }

  partialText(value: unknown): PartialText {
    if (typeof value === 'string') return dynamicText(value);
    if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), unknown: [] };
    if (!isObject(value)) return notKnown(abbreviated(value), 'it is not a text');
    if (this.pending.has(value)) return notKnown(abbreviated(value), 'it refers to itself');
    const known = this.resolved.get(value);
    if (known !== undefined) return known;
    this.pending.add(value);
    try {
      const resolved = this.intrinsic(value);
      this.resolved.set(value, resolved);
      return resolved;
    } finally {
      this.pending.delete(value);
    }
  }

  private intrinsic(value: JsonObject): PartialText {
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length > 0) return notKnown(abbreviated(value), 'it is not an intrinsic function');
    switch (name) {
      case 'Ref': return whole(this.reference(String(argument)));
      case 'Fn::GetAtt': return whole(this.attribute(argument));
      case 'Fn::Base64': return this.partialText(argument);
      case 'Fn::Join': return this.join(argument);
      case 'Fn::Sub': return this.substitute(argument);
      case 'Fn::ImportValue': return whole(this.imported(argument));
      case 'Fn::Select': return this.select(argument);
      case 'Fn::FindInMap': return this.mapped(argument);
      case 'Fn::If': return this.chosen(argument);
      case 'Fn::ToJsonString': return this.json(argument);
      case 'Fn::Length': return this.length(argument);
      default: return notKnown(abbreviated(value), `${name} is resolved at deployment`);
    }
  }

  private join(argument: unknown): PartialText {
    const list = Array.isArray(argument) ? this.list(argument[1]) : undefined;
    if (!Array.isArray(argument) || typeof argument[0] !== 'string' || list === undefined) {
      return notKnown(abbreviated(argument), Array.isArray(argument) && isObject(argument[1]) ? 'its list is known only at deployment' : 'Fn::Join takes a delimiter and a list');
    }
    const parts: PartialText[] = [];
    let characters = 0;
    for (const part of list) {
      const text = this.partialText(part);
      characters += text.text.length + argument[0].length;
      if (characters > CHARACTERS_AT_MOST) return notKnown('Fn::Join', TOO_LONG);
      parts.push(text);
    }
    return { text: parts.map(part => part.text).join(argument[0]), unknown: parts.flatMap(part => part.unknown) };
  }

  /** A list that is written out, that `Fn::Split` makes of a text, or that a parameter holds. */
  private list(written: unknown): readonly unknown[] | undefined {
    if (Array.isArray(written)) return written;
    if (!isObject(written)) return undefined;
    const split: unknown = written['Fn::Split'];
    if (Array.isArray(split) && typeof split[0] === 'string') {
      const text = this.text(split[1]);
      return typeof text === 'string' ? text.split(split[0]) : undefined;
    }
    if (typeof written.Ref === 'string' && this.isListParameter(written.Ref)) {
      const text = this.text(written);
      return typeof text === 'string' ? text.split(',').map(one => one.trim()) : undefined;
    }
    return undefined;
  }

  private isListParameter(name: string): boolean {
    const { Parameters: parameters } = this.template.content;
    const declared = isObject(parameters) ? parameters[name] : undefined;
    return isObject(declared) && /^(?:CommaDelimitedList|List<)/.test(String(declared.Type));
  }

  private select(argument: unknown): PartialText {
    const [index, list] = Array.isArray(argument) ? argument : [];
    const part = this.list(list)?.[Number(index)];
    return part === undefined ? notKnown('Fn::Select', 'its list is known only at deployment') : this.partialText(part);
  }

  private mapped(argument: unknown): PartialText {
    const [map, first, second] = (Array.isArray(argument) ? argument.slice(0, 3) : []).map(key => this.text(key));
    const { Mappings: mappings } = this.template.content;
    let value: unknown = mappings;
    for (const key of [map, first, second]) value = isObject(value) && typeof key === 'string' && Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { text: String(value), unknown: [] };
    const fallback: unknown = Array.isArray(argument) && isObject(argument[3]) ? argument[3].DefaultValue : undefined;
    const isCertain = [map, first, second].every(key => typeof key === 'string');
    return fallback !== undefined && isCertain ? this.partialText(fallback) : notKnown('Fn::FindInMap', 'its keys are known only at deployment');
  }

  /** A branch, if the condition is certain or both are equal. */
  private chosen(argument: unknown): PartialText {
    const [name, yes, no] = Array.isArray(argument) ? argument as unknown[] : [];
    const holds = this.condition(String(name));
    if (isDetermined(holds)) return this.partialText(holds ? yes : no);
    return notKnown(`Fn::If ${String(name)}`, `the condition is known only at deployment: ${holds.reason}`);
  }

  private json(argument: unknown): PartialText {
    const unknown: Undetermined[] = [];
    const resolve = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(resolve);
      if (!isObject(value)) return value;
      const [name = ''] = Object.keys(value);
      if (Object.keys(value).length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
        const text = this.partialText(value);
        unknown.push(...text.unknown);
        return text.text;
      }
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolve(part)]));
    };
    return { text: JSON.stringify(resolve(argument)), unknown };
  }

  private length(argument: unknown): PartialText {
    const list = this.list(argument);
    return list === undefined ? notKnown('Fn::Length', 'its list is known only at deployment') : { text: String(list.length), unknown: [] };
  }

  private substitute(argument: unknown): PartialText {
    const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof text !== 'string') return notKnown(abbreviated(argument), 'Fn::Sub takes a text');
    const missing: Undetermined[] = [];
    let characters = text.length;
    const resolved = text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const part = isObject(own) && Object.hasOwn(own, name) ? this.partialText(own[name])
        : whole(name.includes('.') ? this.attribute(name) : this.reference(name));
      missing.push(...part.unknown);
      characters += part.text.length;
      return characters > CHARACTERS_AT_MOST ? '' : part.text;
    });
    return characters > CHARACTERS_AT_MOST ? notKnown('Fn::Sub', TOO_LONG) : { text: resolved, unknown: missing };
  }

  private reference(name: string): Determined<string> {
    const { account, region, stackName, isUnnamed } = this.template.environment;
    const later = (reason: string) => new Undetermined(name, reason, '', 'no-value');
    switch (name) {
      case 'AWS::AccountId': return account ?? later('the stack is not bound to an account');
      case 'AWS::Region': return region ?? later('the stack is not bound to a region');
      case 'AWS::StackName': return isUnnamed === true ? later('the template alone does not tell the name of its stack: pass it by --stack-name') : stackName;
      case 'AWS::Partition': return region === undefined ? later('the stack is not bound to a region') : partitionOf(region);
      case 'AWS::URLSuffix': return region === undefined ? later('the stack is not bound to a region') : urlSuffix(region);
    }
    return this.parameter(name) ?? this.physicalName(name) ?? new Undetermined(name, 'it is known only at deployment');
  }

  private parameter(name: string): Determined<string> | undefined {
    const { parameters, parent, content, file } = this.template;
    if (parameters.has(name)) {
      const given = parameters.get(name);
      return parent === undefined ? String(given) : new TemplateValues(parent, this.exported, this.nested, this.context).text(given);
    }
    const declared = isObject(content.Parameters) ? content.Parameters[name] : undefined;
    if (!isObject(declared)) return undefined;
    if (String(declared.Type).startsWith('AWS::SSM::Parameter')) return new Undetermined(name, 'it is a parameter that AWS looks up at deployment', '', 'looked-up');
    if (declared.Default === undefined) return new Undetermined(name, 'it is a parameter without a default', '', 'no-value');
    const value = this.text(Array.isArray(declared.Default) ? declared.Default.join(',') : declared.Default);
    if (isDetermined(value)) this.context.reportDefault(file, name, value);
    return value;
  }

  /** `Ref` of a role or a profile is its name, if the template gives one. */
  private physicalName(logicalId: string): Determined<string> | undefined {
    const resource = resourceOf(this.template, logicalId);
    const property = resource && NAME_PROPERTY[resource.type];
    if (resource === undefined || property === undefined) return undefined;
    const name = resource.properties[property];
    return name === undefined ? generatedName(logicalId) : this.text(name);
  }

  private attribute(argument: unknown): Determined<string> {
    const [logicalId, name] = typeof argument === 'string' ? argument.split(/\.(.*)/s) : Array.isArray(argument) ? argument.map(String) : [];
    const resource = resourceOf(this.template, logicalId);
    if (resource?.type === 'AWS::CloudFormation::Stack' && name?.startsWith('Outputs.')) {
      return this.nested(this.template, `${logicalId}.${name.slice('Outputs.'.length)}`) ?? new Undetermined(`${logicalId}.${name}`, 'it is an output of a nested stack', '', 'unread');
    }
    if (resource?.type !== 'AWS::IAM::Role' || name !== 'Arn') return new Undetermined(`${logicalId}.${name}`, 'it is known only at deployment');
    const path = this.text(resource.properties.Path ?? '/');
    return mapDetermined(this.reference('AWS::Partition'), aws => mapDetermined(this.reference('AWS::AccountId'),
      account => mapDetermined(path, prefix => mapDetermined(this.reference(logicalId), role => `arn:${aws}:iam::${account}:role${prefix}${role}`))));
  }

  private imported(argument: unknown): Determined<string> {
    return mapDetermined(this.text(argument),
      name => this.exported.get(name)?.() ?? new Undetermined(name, 'it is exported by a stack outside the assembly', '', 'looked-up'));
  }
}

const CHARACTERS_AT_MOST = 4_000_000;
const TOO_LONG = `it is longer than ${CHARACTERS_AT_MOST} characters`;

const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::Lambda::Function': 'FunctionName',
};

function whole(value: Determined<string>): PartialText {
  return isDetermined(value) ? { text: value, unknown: [] } : value.partial ?? { text: placeholder(value), unknown: [value] };
}

function notKnown(source: string, reason: string): PartialText {
  return whole(new Undetermined(source, reason));
}

function abbreviated(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

/** A name that AWS generates, such as that of a role without one. */
export function generatedName(logicalId: string): Undetermined {
  return new Undetermined(logicalId, 'AWS generates the name at deployment', '', 'generated-name');
}

/** A text in which dynamic references are looked up at deployment. */
function dynamicText(written: string): PartialText {
  if (!written.includes('{{resolve:')) return { text: written, unknown: [] };
  const unknown: Undetermined[] = [];
  const text = written.replace(/\{\{resolve:[^{}]*\}\}/g, reference => {
    const open = new Undetermined(reference, 'it is a dynamic reference, which AWS looks up at deployment', '', 'looked-up');
    unknown.push(open);
    return placeholder(open);
  });
  return { text, unknown };
}

/** The AWS partition of a region. */
export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function urlSuffix(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}
