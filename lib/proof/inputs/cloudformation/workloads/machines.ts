import { workloadElement, WorkloadContext } from './context';
import { PartialText } from '../../../determined';
import { expandText } from '../../credential-config/expand-text';
import { isObject, JsonObject } from '../../read-json';
import { AwsWorkload, AwsWorkloadKind, Carried, MachineDefinition } from '../aws-configuration';
import { carriedIn, useOfScript } from '../carried';
import { resourceOf, resourcesOf, TemplateResource } from '../template';
import { TemplateValues } from '../template-values';
import { roleOfProfile } from '../workload-role';

/** What an instance is launched with: its own properties before those of its template. */
interface Launch {
  readonly properties: JsonObject;
  /** Resources that say so, the most specific first. */
  readonly from: readonly TemplateResource[];
}

const KINDS: Readonly<Record<string, AwsWorkloadKind>> = {
  'AWS::EC2::Instance': 'ec2-instance',
  'AWS::AutoScaling::AutoScalingGroup': 'auto-scaling-group',
  'AWS::EC2::LaunchTemplate': 'launch-template',
  'AWS::EC2::SpotFleet': 'launch-template',
  'AWS::EC2::EC2Fleet': 'launch-template',
};

/** Instances, Auto Scaling groups, and launch templates that no other element of the template uses. */
export function machines(context: WorkloadContext, associations: readonly Association[]): AwsWorkload[] {
  const { template } = context.values;
  const used = new Set<string>();
  const found = resourcesOf(template).filter(({ type }) => KINDS[type] !== undefined).map(resource => {
    const launch = launchOf(context.values, resource);
    launch.from.filter(({ logicalId }) => logicalId !== resource.logicalId).forEach(({ logicalId }) => used.add(logicalId));
    return { resource, launch };
  });
  return found.filter(({ resource }) => !used.has(resource.logicalId)).flatMap(({ resource, launch }) => {
    const carried = carriedBy(context.values, launch, associations.filter(({ targets }) => targets.has(resource.logicalId)));
    if (carried.length === 0) return [];
    const { IamInstanceProfile: profile, MetadataOptions: metadata } = launch.properties;
    return [{
      ...workloadElement(context, KINDS[resource.type], resource),
      definition: { kind: 'machine', ...definitionOf(context.values, launch) },
      role: profile === undefined ? undefined : roleOfProfile(context.values, profile, context.profiles),
      imdsV2: imdsV2(context.values, metadata),
      ...isOff(context.values, metadata) && { metadataOff: true },
      carried,
    }];
  });
}

/** What an instance takes from a launch template, or a group from its template or configuration. */
export function launchOf(values: TemplateValues, resource: TemplateResource): Launch {
  if (resource.type === 'AWS::EC2::LaunchTemplate') return { properties: launchTemplateData(resource), from: [resource] };
  if (resource.type === 'AWS::AutoScaling::LaunchConfiguration') {
    // The classic form: the profile is a name or an ARN, the metadata options are the same.
    return { properties: resource.properties, from: [resource] };
  }
  if (resource.type === 'AWS::EC2::SpotFleet' || resource.type === 'AWS::EC2::EC2Fleet') return fleetLaunch(values, resource);
  const { LaunchTemplate: template, LaunchConfigurationName: configuration, MixedInstancesPolicy: mixed } = resource.properties;
  const referred = referredTemplate(values, template) ?? referredTemplate(values, specification(mixed))
    ?? referredConfiguration(values, configuration);
  const launched = referred === undefined ? { properties: {}, from: [] } : launchOf(values, referred);
  const { UserData: userData, IamInstanceProfile: profile, MetadataOptions: metadata } = resource.properties;
  const own = Object.fromEntries(Object.entries({ UserData: userData, IamInstanceProfile: profile, MetadataOptions: metadata })
    .filter(([, value]) => value !== undefined));
  return { properties: { ...launched.properties, ...own }, from: [resource, ...launched.from] };
}

/** A fleet launches what it specifies itself, or what a launch template does. */
function fleetLaunch(values: TemplateValues, resource: TemplateResource): Launch {
  const { SpotFleetRequestConfigData: data, LaunchTemplateConfigs: own } = resource.properties;
  const { LaunchSpecifications: specifications, LaunchTemplateConfigs: configs = own } = isObject(data) ? data : {};
  const [specified] = Array.isArray(specifications) ? specifications.filter(isObject) : [];
  if (specified !== undefined) return { properties: specified, from: [resource] };
  const [config] = Array.isArray(configs) ? configs.filter(isObject) : [];
  const referred = referredTemplate(values, config?.LaunchTemplateSpecification);
  const launched = referred === undefined ? { properties: {}, from: [] } : launchOf(values, referred);
  return { ...launched, from: [resource, ...launched.from] };
}

function launchTemplateData({ properties: { LaunchTemplateData: data } }: TemplateResource): JsonObject {
  return isObject(data) ? data : {};
}

function specification(mixed: unknown): unknown {
  const template = isObject(mixed) ? mixed.LaunchTemplate : undefined;
  return isObject(template) ? template.LaunchTemplateSpecification : undefined;
}

function referredTemplate(values: TemplateValues, launch: unknown): TemplateResource | undefined {
  if (!isObject(launch)) return undefined;
  const id = launch.LaunchTemplateId;
  if (isObject(id) && typeof id.Ref === 'string') {
    const found = resourceOf(values.template, id.Ref);
    return found?.type === 'AWS::EC2::LaunchTemplate' ? found : undefined;
  }
  const named = launch.LaunchTemplateName;
  if (named === undefined) return undefined;
  if (isObject(named) && typeof named.Ref === 'string') return resourceOf(values.template, named.Ref);
  const name = values.text(named);
  return resourcesOf(values.template).find(({ type, properties }) => type === 'AWS::EC2::LaunchTemplate'
    && properties.LaunchTemplateName !== undefined && values.text(properties.LaunchTemplateName) === name);
}

function referredConfiguration(values: TemplateValues, named: unknown): TemplateResource | undefined {
  const found = isObject(named) && typeof named.Ref === 'string' ? resourceOf(values.template, named.Ref) : undefined;
  return found?.type === 'AWS::AutoScaling::LaunchConfiguration' ? found : undefined;
}

/** The metadata service of an instance that says nothing is as its image or its account has it. */
function imdsV2(values: TemplateValues, options: unknown): AwsWorkload['imdsV2'] {
  const tokens = isObject(options) && options.HttpTokens !== undefined ? values.text(options.HttpTokens) : undefined;
  return tokens === 'required' || tokens === 'optional' ? tokens : undefined;
}

function definitionOf(values: TemplateValues, { properties: { UserData: written } }: Launch): Pick<MachineDefinition, 'userData'> {
  return written === undefined ? {} : { userData: decodedText(values.partialText(written)) };
}

/** User data as it is, or as base64. */
export function decodedText(userData: PartialText): PartialText {
  const isEncoded = /^[A-Za-z0-9+/\s]{24,}={0,2}\s*$/.test(userData.text);
  return isEncoded ? { ...userData, text: Buffer.from(userData.text, 'base64').toString('utf8') } : userData;
}

function isOff(values: TemplateValues, options: unknown): boolean {
  return isObject(options) && options.HttpEndpoint !== undefined && values.text(options.HttpEndpoint) === 'disabled';
}

function carriedBy(values: TemplateValues, launch: Launch, associations: readonly Association[]): Carried[] {
  const script = launch.properties.UserData === undefined ? '' : scriptText(values.partialText(launch.properties.UserData).text);
  const initialized = launch.from.filter(({ logicalId }) => runsCfnInit(script, logicalId, values.template.environment.stackName));
  return [
    ...carriedIn(values, 'user data', launch.properties.UserData, useOfScript(script)),
    ...initialized.flatMap(({ metadata: { 'AWS::CloudFormation::Init': written } }) =>
      carriedIn(values, 'AWS::CloudFormation::Init', written, useOfScript(`${script}${JSON.stringify(written) ?? ''}`))),
    ...associations.flatMap(({ commands, logicalId }) =>
      carriedIn(values, `association ${logicalId}`, commands, useOfScript(JSON.stringify(commands) ?? ''))),
  ];
}

/** All that is written in a script, encoded parts included. */
export function scriptText(text: string): string {
  return expandText(text).join('\n');
}

/** Whether a script runs cfn-init for a resource of its own stack. */
function runsCfnInit(script: string, logicalId: string, stackName: string): boolean {
  return [...script.replace(/\\\r?\n/g, ' ').matchAll(/cfn-init(?:\.exe)?\s([^\n;&|]*)/g)].some(([, args]) => {
    const option = (short: string, long: string) => new RegExp(`(?:^|\\s)(?:-${short}|--${long})[\\s=]+["']?([^"'\\s]+)`).exec(args)?.[1];
    const stack = option('s', 'stack');
    return option('r', 'resource') === logicalId && (stack === undefined || stack === stackName || /\$\{AWS::Stack(?:Name|Id)\}/.test(stack));
  });
}

/** Commands that Systems Manager runs on instances. */
export interface Association {
  readonly logicalId: string;
  readonly commands: unknown;
  /** Logical ids of the instances, or of the groups they are in. */
  readonly targets: ReadonlySet<string>;
}

/** The associations of a template whose targets are in it. */
export function associationsOf({ values: { template } }: WorkloadContext): Association[] {
  return resourcesOf(template).filter(({ type }) => type === 'AWS::SSM::Association').map(({ logicalId, properties }) => {
    const targets = Array.isArray(properties.Targets) ? properties.Targets.filter(isObject) : [];
    const values = [...targets.flatMap(target => Array.isArray(target.Values) ? target.Values as unknown[] : []), properties.InstanceId];
    return {
      logicalId,
      commands: properties.Parameters,
      targets: new Set(values.flatMap(value => isObject(value) && typeof value.Ref === 'string' ? [value.Ref] : [])),
    };
  });
}
