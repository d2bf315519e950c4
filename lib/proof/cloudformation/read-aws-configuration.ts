import { Determined, isDetermined, mapDetermined, Undetermined } from '../determined';
import { isObject } from '../read-json';
import { AwsConfiguration, Ec2Instance, WorkloadRole } from './aws-configuration';
import { readTemplates } from './read-templates';
import { constructPath, resourceOf, resourcesOf, Template, TemplateResource } from './template';
import { TemplateValues } from './template-values';

/**
 * Reads the workloads of a cloud assembly, or of one CloudFormation template in JSON.
 *
 * Throws `InputError` where a file is missing or is not JSON.
 *
 * @param path the output folder of AWS CDK, or a template
 */
export function readAwsConfiguration(path: string): AwsConfiguration {
  const templates = readTemplates(path);
  const exported = exportsOf(templates);
  return { instances: templates.flatMap(template => instancesOf(new TemplateValues(template, exported), templates)) };
}

/** What stacks export to each other, resolved on demand. */
function exportsOf(templates: readonly Template[]): Map<string, () => Determined<string>> {
  const exported = new Map<string, () => Determined<string>>();
  for (const template of templates) {
    const values = new TemplateValues(template, exported);
    for (const output of Object.values(isObject(template.content.Outputs) ? template.content.Outputs : {})) {
      if (!isObject(output) || !isObject(output.Export)) continue;
      const name = values.text(output.Export.Name);
      if (isDetermined(name)) exported.set(name, () => values.text(output.Value));
    }
  }
  return exported;
}

function instancesOf(values: TemplateValues, templates: readonly Template[]): Ec2Instance[] {
  const { template } = values;
  return resourcesOf(template).filter(resource => resource.type === 'AWS::EC2::Instance').map(resource => {
    const launched = launchTemplateData(values, resource);
    const userData = resource.properties.UserData ?? launched.UserData;
    const profile = resource.properties.IamInstanceProfile ?? launched.IamInstanceProfile;
    return {
      kind: 'ec2-instance',
      templateFile: template.file,
      ...template.environment,
      logicalId: resource.logicalId,
      constructPath: constructPath(template, resource),
      role: profile === undefined ? undefined : roleOfProfile(values, profile, templates),
      userData: userData === undefined ? undefined : decoded(values.partialText(userData), userData),
    };
  });
}

/** What an instance takes from a launch template of the same CloudFormation template. */
function launchTemplateData(values: TemplateValues, instance: TemplateResource): Readonly<Record<string, unknown>> {
  const launch = instance.properties.LaunchTemplate;
  if (!isObject(launch)) return {};
  const id = launch.LaunchTemplateId;
  const named = launch.LaunchTemplateName === undefined ? undefined : values.text(launch.LaunchTemplateName);
  const found = isObject(id) && typeof id.Ref === 'string' ? resourceOf(values.template, id.Ref)
    : resourcesOf(values.template).find(resource => resource.type === 'AWS::EC2::LaunchTemplate' && named !== undefined
      && resource.properties.LaunchTemplateName !== undefined && values.text(resource.properties.LaunchTemplateName) === named);
  const data = found?.properties.LaunchTemplateData;
  return isObject(data) ? data : {};
}

/** CloudFormation wants base64: `Fn::Base64` of a text, or a text that is encoded already. */
function decoded(text: ReturnType<TemplateValues['partialText']>, written: unknown): ReturnType<TemplateValues['partialText']> {
  if (typeof written !== 'string' || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(written)) return text;
  const plain = Buffer.from(written, 'base64').toString('utf8');
  return plain.startsWith('#!') || plain.startsWith('#cloud-config') || plain.startsWith('Content-Type:') ? { ...text, text: plain } : text;
}

/** An instance profile is named, referred to, or, in launch templates, given as an object. */
function roleOfProfile(values: TemplateValues, profile: unknown, templates: readonly Template[]): Determined<WorkloadRole> {
  if (isObject(profile) && (profile.Name !== undefined || profile.Arn !== undefined)) {
    return roleOfProfile(values, profile.Name ?? (isObject(profile.Arn) && Array.isArray(profile.Arn['Fn::GetAtt'])
      ? { Ref: profile.Arn['Fn::GetAtt'][0] } : profile.Arn), templates);
  }
  if (isObject(profile) && typeof profile.Ref === 'string') {
    const resource = resourceOf(values.template, profile.Ref);
    if (resource?.type === 'AWS::IAM::InstanceProfile') return roleOf(values, resource);
  }
  return mapDetermined(values.text(profile), name => {
    for (const template of templates) {
      const own = new TemplateValues(template, new Map());
      const found = resourcesOf(template).find(resource => resource.type === 'AWS::IAM::InstanceProfile'
        && resource.properties.InstanceProfileName !== undefined && own.text(resource.properties.InstanceProfileName) === name);
      if (found) return roleOf(own, found);
    }
    return new Undetermined(name, 'the instance profile is not made by these templates');
  });
}

function roleOf(values: TemplateValues, profile: TemplateResource): Determined<WorkloadRole> {
  const { Roles: roles } = profile.properties;
  if (!Array.isArray(roles) || roles.length === 0) return new Undetermined(profile.logicalId, 'the instance profile names no role');
  const role: unknown = roles[0];
  const name = values.text(role);
  if (!isObject(role) || typeof role.Ref !== 'string') return { name };
  const resource = resourceOf(values.template, role.Ref);
  return { name, logicalId: role.Ref, constructPath: resource && constructPath(values.template, resource) };
}
