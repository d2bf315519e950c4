import { AwsContext } from './context';
import { Determined, isDetermined, mapDetermined, Undetermined } from '../../../determined';
import { AwsRole, WorkloadRole } from '../../cloudformation/aws-configuration';
import { isUnknown } from '../../hcl/values';
import { isObject, JsonObject } from '../../read-json';
import { accountOfArn, computedByAws } from '../computed-by-aws';
import type { TerraformResource } from '../terraform-resource';

const ROLE_ARN = /^arn:([^:]+):iam::([^:]*):role\/(.*\/)?([\w+=,.@-]+)$/;

/** The roles that a configuration makes. */
export function rolesOf(context: AwsContext): AwsRole[] {
  return context.ofType('aws_iam_role').map(resource => ({
    name: roleName(context, resource),
    account: context.account(resource),
    region: context.region(resource),
    templateFile: resource.file,
    logicalId: resource.address,
    constructPath: resource.constructPath ?? resource.address,
    source: resource.source,
    ...trustOf(context, resource),
  }));
}

function roleName({ values }: AwsContext, resource: TerraformResource): Determined<string> {
  return values.textOf(computedByAws(values, resource, 'name'))!;
}

function trustOf(context: AwsContext, resource: TerraformResource): Pick<AwsRole, 'trustPolicy' | 'trustUnknown'> {
  const written = context.partial(resource.get('assume_role_policy'));
  const policy = written === undefined ? undefined : parsed(written.text);
  if (policy !== undefined) return { trustPolicy: policy, ...written!.unknown.length > 0 && { trustUnknown: written!.unknown } };
  return { trustPolicy: written?.unknown[0] ?? new Undetermined(resource.address, 'its trust policy is not JSON', '', 'invalid') };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const policy = JSON.parse(text) as unknown;
    return isObject(policy) ? policy : undefined;
  } catch {
    return undefined;
  }
}

/** The role of a workload that names an ARN, and in places a name. */
export function roleOfArn(context: AwsContext, written: Determined<string>): Determined<WorkloadRole> {
  const text = isDetermined(written) ? written : written.partial?.text;
  const [, partition, account, path, name] = ROLE_ARN.exec(text ?? '') ?? [];
  if (name !== undefined) {
    const made = context.ofType('aws_iam_role').find(resource => roleName(context, resource) === name);
    return {
      name,
      ...made !== undefined && { logicalId: made.address, constructPath: made.constructPath ?? made.address },
      ...isDetermined(written) ? { account: accountIn(written), partition } : /^\d{12}$/.test(account) ? { account } : {},
      path: path === undefined ? '/' : `/${path}`,
    };
  }
  const made = context.referred('aws_iam_role', written);
  if (made !== undefined) return roleOfResource(context, made);
  if (!isDetermined(written)) return written.cause === 'generated-name' ? { name: written } : written;
  return /^[\w+=,.@-]{1,64}$/.test(written) ? { name: written } : new Undetermined(written, 'it is not the ARN of a role', '', 'invalid');
}

function accountIn(arn: string): string | undefined {
  const account = accountOfArn(arn);
  return account === undefined || isUnknown(account) ? undefined : account;
}

function roleOfResource(context: AwsContext, resource: TerraformResource): WorkloadRole {
  return {
    name: roleName(context, resource),
    account: context.account(resource),
    path: context.values.text(resource, 'path') ?? '/',
    logicalId: resource.address,
    constructPath: resource.constructPath ?? resource.address,
  };
}

/** The role of an instance profile, which is named, or given by its ARN. */
export function roleOfProfile(context: AwsContext, written: Determined<string>): Determined<WorkloadRole> {
  const name = isDetermined(written) ? /:instance-profile\/(?:.*\/)?([^/]+)$/.exec(written)?.[1] ?? written : written;
  const profile = context.referred('aws_iam_instance_profile', name);
  if (profile === undefined) {
    return isDetermined(name) ? new Undetermined(name, 'the instance profile is not made by this configuration', '', 'managed-elsewhere') : name;
  }
  const role = context.values.text(profile, 'role') ?? context.values.text(profile, 'role_name')
    ?? new Undetermined(profile.address, 'the instance profile names no role', '', 'unset');
  const made = context.referred('aws_iam_role', role);
  return made === undefined ? mapDetermined(role, known => ({ name: known })) : roleOfResource(context, made);
}
