import { AwsContext } from './context';
import { roleOfProfile } from './roles';
import { Determined, PartialText } from '../../../determined';
import { AwsWorkload, AwsWorkloadKind } from '../../cloudformation/aws-configuration';
import { carriedInText, useOfScript } from '../../cloudformation/carried';
import { decodedText, scriptText } from '../../cloudformation/workloads/machines';
import { isMap, isUnknown, Value } from '../../hcl/values';
import { nestedBlocks } from '../evaluate-body';
import type { TerraformResource } from '../terraform-resource';

const KINDS: Readonly<Record<string, AwsWorkloadKind>> = {
  aws_instance: 'ec2-instance',
  aws_spot_instance_request: 'ec2-instance',
  aws_autoscaling_group: 'auto-scaling-group',
  aws_spot_fleet_request: 'launch-template',
  aws_launch_template: 'launch-template',
  aws_launch_configuration: 'launch-template',
};

/** What an instance is launched with: its own arguments before those of its template. */
interface Launch {
  readonly argument: (name: string) => Value | undefined;
  /** Addresses of templates that it uses. */
  readonly uses: readonly string[];
}

/** Instances, Auto Scaling groups, and launch templates that no other element of the configuration uses. */
export function machines(context: AwsContext): AwsWorkload[] {
  const found = Object.keys(KINDS).flatMap(type => context.ofType(type)).map(resource => ({ resource, launch: launchOf(context, resource) }));
  const used = new Set(found.flatMap(({ launch }) => launch.uses));
  return found.filter(({ resource }) => !used.has(resource.address)).flatMap(({ resource, launch }) => {
    const userData = userDataOf(context, resource, launch);
    const carried = userData === undefined ? [] : carriedInText('user data', userData, useOfScript(scriptText(userData.text)));
    if (carried.length === 0) return [];
    const profile = profileOf(context, launch);
    const [options] = nestedBlocks(launch.argument('metadata_options'));
    return [{
      ...context.element(KINDS[resource.type], resource),
      definition: { kind: 'machine', ...userData !== undefined && { userData } },
      role: profile === undefined ? undefined : roleOfProfile(context, profile),
      imdsV2: imdsV2(options),
      ...isMap(options) && options.http_endpoint === 'disabled' && { metadataOff: true },
      carried,
    }];
  });
}

function launchOf(context: AwsContext, resource: TerraformResource): Launch {
  const [specification] = nestedBlocks(resource.get('launch_specification'));
  if (isMap(specification)) return { argument: name => specification[name], uses: [] };
  const template = templateOf(context, resource);
  if (template === undefined) return { argument: name => resource.get(name), uses: [] };
  return { argument: name => resource.get(name) ?? template.get(name), uses: [template.address] };
}

/** The launch template or configuration that a resource refers to. */
function templateOf(context: AwsContext, resource: TerraformResource): TerraformResource | undefined {
  const configuration = context.values.textOf(resource.get('launch_configuration'));
  if (configuration !== undefined) return context.referred('aws_launch_configuration', configuration);
  const [mixed] = nestedBlocks(resource.get('mixed_instances_policy'));
  const [fleet] = nestedBlocks(resource.get('launch_template_config'));
  const [ofMixed] = isMap(mixed) ? nestedBlocks(mixed.launch_template) : [];
  const [specified] = [ofMixed, fleet].flatMap(block => isMap(block) ? nestedBlocks(block.launch_template_specification) : []);
  const [own] = nestedBlocks(resource.get('launch_template'));
  const block = isMap(own) ? own : isMap(specified) ? specified : undefined;
  const named = block && context.values.textOf(block.id ?? block.launch_template_id ?? block.name ?? block.launch_template_name);
  return context.referred('aws_launch_template', named);
}

function profileOf({ values }: AwsContext, { argument }: Launch): Determined<string> | undefined {
  const written = argument('iam_instance_profile') ?? argument('iam_instance_profile_arn');
  const [block] = typeof written === 'object' && !isUnknown(written) ? nestedBlocks(written) : [];
  return isMap(block) ? values.textOf(block.name ?? block.arn) : values.textOf(written);
}

function userDataOf(context: AwsContext, resource: TerraformResource, { argument }: Launch): PartialText | undefined {
  const written = argument('user_data_base64') ?? argument('user_data');
  context.reportUnknown(resource, 'user data', written);
  const userData = context.partial(written);
  return userData === undefined ? undefined : decodedText(userData);
}

function imdsV2(options: unknown): AwsWorkload['imdsV2'] {
  const tokens = isMap(options as Value) ? (options as Readonly<Record<string, Value>>).http_tokens : undefined;
  return tokens === 'required' || tokens === 'optional' ? tokens : undefined;
}
