import { AwsRole, WorkloadRole } from './aws-configuration';
import { constructPath, resourceOf, resourcesOf, Template, TemplateResource } from './template';
import { TemplateValues } from './template-values';
import { Determined, isDetermined, mapDetermined, Undetermined } from '../../determined';
import { isObject, JsonObject } from '../read-json';

const ROLE_ARN = /^arn:([a-z-]+):iam::(\d{12}):role\/(.*\/)?([^/]+)$/;

/** Instance profiles with a name of their own, by that name. */
export type NamedProfiles = ReadonlyMap<string, () => Determined<WorkloadRole>>;

/** An instance profile is named, referred to, or, in launch templates, given as an object. */
export function roleOfProfile(values: TemplateValues, profile: unknown, named: NamedProfiles): Determined<WorkloadRole> {
  if (isObject(profile) && (profile.Name !== undefined || profile.Arn !== undefined)) {
    return roleOfProfile(values, profile.Name ?? (isObject(profile.Arn) && Array.isArray(profile.Arn['Fn::GetAtt'])
      ? { Ref: profile.Arn['Fn::GetAtt'][0] } : profile.Arn), named);
  }
  if (isObject(profile) && typeof profile.Ref === 'string') {
    const resource = resourceOf(values.template, profile.Ref);
    if (resource?.type === 'AWS::IAM::InstanceProfile') return roleInProfile(values, resource);
  }
  return mapDetermined(values.text(profile), written => {
    const name = /^arn:[a-z-]+:iam::\d{12}:instance-profile\/(?:.*\/)?([^/]+)$/.exec(written)?.[1] ?? written;
    return named.get(name)?.() ?? new Undetermined(name, 'the instance profile is not made by these templates', '', 'managed-elsewhere');
  });
}

export function namedProfiles(all: readonly TemplateValues[]): NamedProfiles {
  const named = new Map<string, () => Determined<WorkloadRole>>();
  for (const values of all) {
    for (const resource of resourcesOf(values.template)) {
      if (resource.type !== 'AWS::IAM::InstanceProfile' || resource.properties.InstanceProfileName === undefined) continue;
      const name = values.text(resource.properties.InstanceProfileName);
      if (isDetermined(name)) named.set(name, () => roleInProfile(values, resource));
    }
  }
  return named;
}

function roleInProfile(values: TemplateValues, profile: TemplateResource): Determined<WorkloadRole> {
  const { Roles: roles } = profile.properties;
  if (!Array.isArray(roles) || roles.length === 0) return new Undetermined(profile.logicalId, 'the instance profile names no role', '', 'unset');
  const role: unknown = roles[0];
  if (isObject(role) && typeof role.Ref === 'string') return referredRole(values, role.Ref);
  return { name: values.text(role) };
}

/** The role of a property that takes an ARN, and in places a name. */
export function roleOfArn(values: TemplateValues, written: unknown): Determined<WorkloadRole> {
  const attribute: unknown = isObject(written) ? written['Fn::GetAtt'] : undefined;
  const [logicalId, name]: unknown[] = typeof attribute === 'string' ? attribute.split('.') : Array.isArray(attribute) ? attribute : [];
  if (typeof logicalId === 'string' && name === 'Arn' && resourceOf(values.template, logicalId)?.type === 'AWS::IAM::Role') return referredRole(values, logicalId);
  const { text, unknown } = values.partialText(written);
  // The account of an ARN may be open while its name is not.
  const [, partition, account, path, role] = ROLE_ARN.exec(text) ?? [];
  if (role !== undefined && unknown.length === 0) return { name: role, account, partition, path: path === undefined ? undefined : `/${path}` };
  if (unknown.length === 0) return /^[\w+=,.@-]{1,64}$/.test(text) ? { name: text } : new Undetermined(text, 'it is not the ARN of a role', '', 'invalid');
  const open = /^arn:[^:]+:iam::([^:]*):role\/(?:[^$]*\/)?([\w+=,.@-]+)$/.exec(text.replace(/\$\{AWS::(\w+)\}/g, '$1'));
  return open ? { name: open[2], account: /^\d{12}$/.test(open[1]) ? open[1] : undefined } : unknown[0];
}

function referredRole(values: TemplateValues, logicalId: string): Determined<WorkloadRole> {
  const { template } = values;
  const name = values.text({ Ref: logicalId });
  const resource = resourceOf(template, logicalId);
  if (resource?.type !== 'AWS::IAM::Role') return { name };
  const { stackName, isUnnamed } = template.environment;
  return {
    name,
    logicalId,
    constructPath: constructPath(template, resource),
    stackName: isUnnamed === true ? undefined : stackName,
    path: values.text(resource.properties.Path ?? '/'),
  };
}

/** Every role that a template makes. */
export function rolesOf(values: TemplateValues): AwsRole[] {
  const { template } = values;
  const { account, region } = template.environment;
  return rolesIn(template).map(resource => ({
    name: values.text({ Ref: resource.logicalId }),
    account,
    region,
    templateFile: template.file,
    logicalId: resource.logicalId,
    constructPath: constructPath(template, resource),
    source: template.sources?.get(resource.logicalId),
    ...trustOf(values, resource),
  }));
}

/** The trust policy, with what is known of its values. */
function trustOf(values: TemplateValues, { logicalId, properties: { AssumeRolePolicyDocument: written } }: TemplateResource) {
  if (!isObject(written)) return { trustPolicy: new Undetermined(logicalId, 'its trust policy is not written out', '', 'unset') };
  const { text, unknown } = values.partialText({ 'Fn::ToJsonString': written });
  return { trustPolicy: JSON.parse(text) as JsonObject, ...unknown.length > 0 && { trustUnknown: unknown } };
}

function rolesIn(template: Template): readonly TemplateResource[] {
  return resourcesOf(template).filter(({ type }) => type === 'AWS::IAM::Role');
}
