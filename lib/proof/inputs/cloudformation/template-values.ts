import { Determined, isDetermined, mapDetermined, PartialText, Undetermined } from '../../determined';
import { isObject, JsonObject } from '../read-json';
import { resourceOf, Template } from './template';

/** Resolves the intrinsic functions of one template as far as the assembly determines them. */
export class TemplateValues {
  private readonly pending = new Set<unknown>();

  /**
   * @param exported what other stacks export, by name
   * @param nested what a stack nested in a template puts out, by `LOGICALID.OUTPUT`
   */
  constructor(
    readonly template: Template, private readonly exported: ReadonlyMap<string, () => Determined<string>>,
    private readonly nested: (template: Template, output: string) => Determined<string> | undefined = () => undefined,
  ) {}

  /** A value as one text, known in whole or not at all. */
  text(value: unknown): Determined<string> {
    const { text, unknown } = this.partialText(value);
    return unknown[0] ?? text;
  }

  partialText(value: unknown): PartialText {
    if (typeof value === 'string') return { text: value, unknown: [] };
    if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), unknown: [] };
    if (!isObject(value)) return notKnown(abbreviated(value), 'it is not a text');
    if (this.pending.has(value)) return notKnown(abbreviated(value), 'it refers to itself');
    this.pending.add(value);
    try {
      return this.intrinsic(value);
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
      default: return notKnown(abbreviated(value), `${name} is resolved at deployment`);
    }
  }

  private join(argument: unknown): PartialText {
    if (!Array.isArray(argument) || typeof argument[0] !== 'string' || !Array.isArray(argument[1])) {
      return notKnown(abbreviated(argument), 'Fn::Join takes a delimiter and a list');
    }
    const parts: PartialText[] = [];
    let characters = 0;
    for (const part of argument[1]) {
      const text = this.partialText(part);
      characters += text.text.length + argument[0].length;
      if (characters > CHARACTERS_AT_MOST) return notKnown('Fn::Join', TOO_LONG);
      parts.push(text);
    }
    return { text: parts.map(part => part.text).join(argument[0]), unknown: parts.flatMap(part => part.unknown) };
  }

  /** One of a list: of literals, or of what `Fn::Split` makes of a text. */
  private select(argument: unknown): PartialText {
    const [index, list] = Array.isArray(argument) ? argument : [];
    const split: unknown = isObject(list) ? list['Fn::Split'] : undefined;
    const text = Array.isArray(split) && typeof split[0] === 'string' ? this.text(split[1]) : undefined;
    const parts: unknown[] | undefined = Array.isArray(list) ? list : typeof text === 'string' ? text.split(String((split as unknown[])[0])) : undefined;
    const part = parts?.[Number(index)];
    return part === undefined ? notKnown('Fn::Select', 'its list is known only at deployment') : this.partialText(part);
  }

  private mapped(argument: unknown): PartialText {
    const [map, first, second] = (Array.isArray(argument) ? argument : []).map(key => this.text(key));
    const { Mappings: mappings } = this.template.content;
    let value: unknown = mappings;
    for (const key of [map, first, second]) value = isObject(value) && typeof key === 'string' && Object.hasOwn(value, key) ? value[key] : undefined;
    return typeof value === 'string' ? { text: value, unknown: [] } : notKnown('Fn::FindInMap', 'its keys are known only at deployment');
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
    const { account, region, stackName } = this.template.environment;
    const later = (reason: string) => new Undetermined(name, reason);
    switch (name) {
      case 'AWS::AccountId': return account ?? later('the stack is not bound to an account');
      case 'AWS::Region': return region ?? later('the stack is not bound to a region');
      case 'AWS::StackName': return stackName;
      case 'AWS::Partition': return region === undefined ? later('the stack is not bound to a region') : partitionOf(region);
      case 'AWS::URLSuffix': return region === undefined ? later('the stack is not bound to a region') : urlSuffix(region);
    }
    return this.parameter(name) ?? this.physicalName(name) ?? later('it is known only at deployment');
  }

  private parameter(name: string): Determined<string> | undefined {
    const { parameters, parent, content } = this.template;
    if (parent !== undefined && parameters.has(name)) return new TemplateValues(parent, this.exported, this.nested).text(parameters.get(name));
    const declared = isObject(content.Parameters) ? content.Parameters[name] : undefined;
    if (!isObject(declared)) return undefined;
    if (String(declared.Type).startsWith('AWS::SSM::Parameter')) return new Undetermined(name, 'it is a parameter that AWS looks up at deployment');
    return declared.Default === undefined ? new Undetermined(name, 'it is a parameter without a default') : this.text(declared.Default);
  }

  /** `Ref` of a role or a profile is its name, where the template gives one. */
  private physicalName(logicalId: string): Determined<string> | undefined {
    const resource = resourceOf(this.template, logicalId);
    const property = resource && NAME_PROPERTY[resource.type];
    if (resource === undefined || property === undefined) return undefined;
    const name = resource.properties[property];
    return name === undefined ? new Undetermined(logicalId, 'AWS generates the name at deployment', '', 'generated-name') : this.text(name);
  }

  private attribute(argument: unknown): Determined<string> {
    const [logicalId, name] = typeof argument === 'string' ? argument.split(/\.(.*)/s) : Array.isArray(argument) ? argument.map(String) : [];
    const resource = resourceOf(this.template, logicalId);
    if (resource?.type === 'AWS::CloudFormation::Stack' && name?.startsWith('Outputs.')) {
      return this.nested(this.template, `${logicalId}.${name.slice('Outputs.'.length)}`) ?? new Undetermined(`${logicalId}.${name}`, 'it is an output of a nested stack');
    }
    if (resource?.type !== 'AWS::IAM::Role' || name !== 'Arn') return new Undetermined(`${logicalId}.${name}`, 'it is known only at deployment');
    const path = this.text(resource.properties.Path ?? '/');
    return mapDetermined(this.reference('AWS::Partition'), aws => mapDetermined(this.reference('AWS::AccountId'),
      account => mapDetermined(path, prefix => mapDetermined(this.reference(logicalId), role => `arn:${aws}:iam::${account}:role${prefix}${role}`))));
  }

  private imported(argument: unknown): Determined<string> {
    return mapDetermined(this.text(argument),
      name => this.exported.get(name)?.() ?? new Undetermined(name, 'it is exported by a stack outside the assembly'));
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
  return isDetermined(value) ? { text: value, unknown: [] } : { text: `\${${value.source}}`, unknown: [value] };
}

function notKnown(source: string, reason: string): PartialText {
  return whole(new Undetermined(source, reason));
}

function abbreviated(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

/** The AWS partition of a region. */
export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function urlSuffix(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}
