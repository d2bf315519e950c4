import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ReadContext } from './read-context';
import { assetPath, resourcesOf, Template, TemplateResource } from './template';
import { transformed } from './transforms';
import { InputError } from '../input-error';
import { isObject, JsonObject, readJsonObject } from '../read-json';
import { isYamlFile, parseYamlDocuments, readYamlDocuments } from '../read-yaml';

const NESTED_AT_MOST = 20;

/** Types of resources that make others from what is not in the template. */
const MADE_ELSEWHERE: Readonly<Record<string, string>> = {
  'AWS::Serverless::Application': 'the application is in a repository or in a file of its own',
  'AWS::CloudFormation::Stack': 'its template is at a URL',
  'AWS::CloudFormation::StackSet': 'its template is at a URL',
};

/** A template with those of the stacks that it nests; what is not in the given files is reported. */
export function nestedTemplates(template: Template, context: ReadContext): Template[] {
  if (depthOf(template) > NESTED_AT_MOST) throw new InputError(template.file, `stacks are nested more than ${NESTED_AT_MOST} levels deep, or in each other`);
  return [template, ...resourcesOf(template).flatMap(resource => templatesIn(template, resource, context))];
}

function templatesIn(template: Template, resource: TemplateResource, context: ReadContext): Template[] {
  const { type, logicalId, properties } = resource;
  if (type === 'AWS::CloudFormation::StackSet' && properties.TemplateBody !== undefined) return stackSet(template, resource, context);
  if (!Object.hasOwn(MADE_ELSEWHERE, type) && !type.endsWith('::MODULE')) return [];
  const file = nestedFile(template, resource, context);
  if (file === undefined) {
    context.reportUnread('elsewhere', { file: template.file, address: logicalId }, `${type} ${logicalId}`,
      MADE_ELSEWHERE[type] ?? 'a module of the registry makes it',
      'Pass its template by --aws FILE, named as in the URL, or pass the processed template.');
    return [];
  }
  context.nested.add(file);
  const { Parameters: passed } = properties;
  const { environment, assets } = template;
  return nestedTemplates({
    file,
    environment: { ...environment, stackName: `${environment.stackName}/${logicalId}`, isUnnamed: true },
    content: transformed(file, contentOf(file), context),
    constructPaths: new Map(),
    assets,
    parameters: new Map(isObject(passed) ? Object.entries(passed) : []),
    parent: template,
    logicalIdInParent: logicalId,
  }, context);
}

/** In the assembly, next to the template, or passed on its own under the name that the URL ends with. */
function nestedFile(template: Template, resource: TemplateResource, { paths }: ReadContext): string | undefined {
  const asset = assetPath(template, resource);
  if (asset !== undefined) return asset;
  const { TemplateURL: url, Location: location } = resource.properties;
  const written = JSON.stringify(url ?? location ?? '');
  const named = /([\w.-]+\.(?:json|ya?ml|template))["?]/.exec(written)?.[1];
  if (named === undefined) return undefined;
  const beside = typeof url === 'string' && !/^\w+:/.test(url) ? join(dirname(template.file), url) : undefined;
  return [beside, ...paths.filter(path => basename(path) === named)].find(file => file !== undefined && existsSync(file) && statSync(file).isFile());
}

function contentOf(file: string): JsonObject {
  const content = isYamlFile(file) ? readYamlDocuments(file)[0] : readJsonObject(file);
  return isObject(content) ? content : {};
}

/** A stack set deploys one template to accounts of their own. */
function stackSet(template: Template, resource: TemplateResource, context: ReadContext): Template[] {
  const { TemplateBody: body, Parameters: passed, StackInstancesGroup: groups } = resource.properties;
  const { file, environment: { stackName } } = template;
  const [content] = typeof body === 'string' ? parseYamlDocuments(file, body) : [body];
  if (!isObject(content) || !isObject(content.Resources)) {
    context.reportUnread('unsupported', { file, address: resource.logicalId }, `template of ${resource.logicalId}`, 'its body is not written out', 'Pass the template by --aws FILE.');
    return [];
  }
  const parameters = (Array.isArray(passed) ? passed.filter(isObject) : []).map(one => [String(one.ParameterKey), one.ParameterValue] as const);
  const accounts = new Set((JSON.stringify(groups ?? []).match(/"\d{12}"/g) ?? []).map(text => text.slice(1, -1)));
  const [account] = accounts.size === 1 ? accounts : [requiredAccount(content)];
  return nestedTemplates({
    file,
    environment: { stackName: `${stackName}/${resource.logicalId}`, isUnnamed: true, account },
    content: transformed(file, content, context),
    constructPaths: new Map(),
    parameters: new Map(parameters),
    parent: template,
    logicalIdInParent: resource.logicalId,
  }, context);
}

function depthOf(template: Template): number {
  return template.parent === undefined ? 0 : 1 + depthOf(template.parent);
}

/** The account in which alone the rules of a template let it be deployed. */
export function requiredAccount({ Rules: rules }: JsonObject): string | undefined {
  const unconditional = Object.values(isObject(rules) ? rules : {}).filter(isObject).filter(rule => rule.RuleCondition === undefined);
  const assertions = unconditional.flatMap(rule => Array.isArray(rule.Assertions) ? rule.Assertions as unknown[] : []);
  for (const assertion of assertions) {
    const equals: unknown = isObject(assertion) && isObject(assertion.Assert) ? assertion.Assert['Fn::Equals'] : undefined;
    if (!Array.isArray(equals) || equals.length !== 2) continue;
    const [literal, other]: unknown[] = typeof equals[0] === 'string' ? equals : [equals[1], equals[0]];
    if (typeof literal === 'string' && /^\d{12}$/.test(literal) && isObject(other) && other.Ref === 'AWS::AccountId') return literal;
  }
  return undefined;
}
