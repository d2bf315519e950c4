import { AwsConfiguration, Ec2Instance } from './aws-configuration';
import { kubernetesObjects } from './kubernetes-objects';
import { podIdentities } from './pod-identities';
import { readTemplates } from './read-templates';
import { constructPath, resourcesOf, Template } from './template';
import { TemplateValues } from './template-values';
import { NamedProfiles, namedProfiles, roleOfProfile, rolesOf } from './workload-role';
import { workloadsOf } from './workloads';
import { Determined, isDetermined, PartialText } from '../../determined';
import { isObject } from '../read-json';
import { launchOf } from './workloads/machines';

/**
 * Reads the workloads of cloud assemblies, of CloudFormation templates in JSON, or of Kubernetes manifests in JSON.
 *
 * Throws `InputError` where a file is missing or is not JSON.
 *
 * @param paths output folders of AWS CDK, templates, or manifests
 */
export function readAwsConfiguration(paths: string | readonly string[]): AwsConfiguration {
  const templates = (typeof paths === 'string' ? [paths] : paths).flatMap(readTemplates);
  const all = templateValues(templates);
  const profiles = namedProfiles(all);
  const objects = all.flatMap(kubernetesObjects);
  const identities = podIdentities(all);
  return {
    instances: all.flatMap(values => instancesOf(values, profiles)),
    workloads: all.flatMap(values => workloadsOf({ values, profiles, objects, podIdentities: identities })),
    roles: all.flatMap(rolesOf),
  };
}

/** The values of every template, which know what the other stacks export, and what the nested ones put out. */
function templateValues(templates: readonly Template[]): TemplateValues[] {
  const exported = new Map<string, () => Determined<string>>();
  const nested = new Map<Template, Map<string, () => Determined<string>>>();
  const all = templates.map(template => new TemplateValues(template, exported, (parent, output) => nested.get(parent)?.get(output)?.()));
  for (const values of all) {
    const { template } = values;
    const { parent, logicalIdInParent, content: { Outputs: outputs } } = template;
    for (const [id, output] of Object.entries(isObject(outputs) ? outputs : {})) {
      if (!isObject(output)) continue;
      if (parent !== undefined) {
        const own = nested.get(parent) ?? new Map<string, () => Determined<string>>();
        nested.set(parent, own.set(`${logicalIdInParent}.${id}`, () => values.text(output.Value)));
      }
      if (!isObject(output.Export)) continue;
      const name = values.text(output.Export.Name);
      if (isDetermined(name)) exported.set(name, () => values.text(output.Value));
    }
  }
  return all;
}

function instancesOf(values: TemplateValues, profiles: NamedProfiles): Ec2Instance[] {
  const { template } = values;
  return resourcesOf(template).filter(resource => resource.type === 'AWS::EC2::Instance').map(resource => {
    const { properties: { UserData: userData, IamInstanceProfile: profile } } = launchOf(values, resource);
    return {
      kind: 'ec2-instance',
      templateFile: template.file,
      ...template.environment,
      logicalId: resource.logicalId,
      constructPath: constructPath(template, resource),
      role: profile === undefined ? undefined : roleOfProfile(values, profile, profiles),
      userData: userData === undefined ? undefined : decoded(values.partialText(userData), userData),
    };
  });
}

/** CloudFormation wants base64: `Fn::Base64` of a text, or a text that is encoded already. */
function decoded(text: PartialText, written: unknown): PartialText {
  if (typeof written !== 'string' || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(written)) return text;
  const plain = Buffer.from(written, 'base64').toString('utf8');
  return plain.startsWith('#!') || plain.startsWith('#cloud-config') || plain.startsWith('Content-Type:') ? { ...text, text: plain } : text;
}
