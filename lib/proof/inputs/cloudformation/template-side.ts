import { AwsConfiguration, Ec2Instance } from './aws-configuration';
import { kubernetesObjects } from './kubernetes-objects';
import { podIdentities } from './pod-identities';
import { ReadContext } from './read-context';
import { constructPath, keepResources, resourcesOf, Template } from './template';
import { TemplateValues } from './template-values';
import { NamedProfiles, namedProfiles, roleOfProfile, rolesOf } from './workload-role';
import { workloadsOf } from './workloads';
import { launchOf } from './workloads/machines';
import { Determined, isDetermined, PartialText } from '../../determined';
import { isObject } from '../read-json';

/** What templates say about the workloads that run in AWS. */
export function templateSide(templates: readonly Template[], context: ReadContext): AwsConfiguration {
  const all = templateValues(templates, context);
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
export function templateValues(templates: readonly Template[], context: ReadContext = new ReadContext()): TemplateValues[] {
  const exported = new Map<string, () => Determined<string>>();
  const nested = new Map<Template, Map<string, () => Determined<string>>>();
  const all = templates.map(template => new TemplateValues(template, exported, (parent, output) => nested.get(parent)?.get(output)?.(), context));
  all.forEach(dropConditional);
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

/** Leaves out the resources whose condition certainly does not hold. */
function dropConditional(values: TemplateValues): void {
  keepResources(values.template, ({ condition }) => condition === undefined || values.condition(condition) !== false);
}

function instancesOf(values: TemplateValues, profiles: NamedProfiles): Ec2Instance[] {
  const { template } = values;
  const { environment: { stackName, account, region } } = template;
  return resourcesOf(template).filter(resource => resource.type === 'AWS::EC2::Instance').map(resource => {
    const { properties: { UserData: userData, IamInstanceProfile: profile } } = launchOf(values, resource);
    return {
      kind: 'ec2-instance',
      templateFile: template.file,
      stackName,
      account,
      region,
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
