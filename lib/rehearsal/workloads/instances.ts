import { DEFAULT_REGION, InstanceWorkload } from './workload';
import { AwsWorkload, Ec2Instance, InputError, isDetermined } from '../../proof';
import { findInstallationBlock } from '../sandbox/boot/installation-block';
import { userDataParts } from '../sandbox/boot/user-data-parts';

type Launched = Pick<Ec2Instance, 'templateFile' | 'stackName' | 'logicalId' | 'constructPath' | 'account' | 'region' | 'role' | 'userData'>;

/** The workloads among the instances: those whose user data installs a credential configuration. */
export function instanceWorkloads(instances: readonly Launched[]): InstanceWorkload[] {
  return instances.flatMap(instance => {
    const name = nameOf(instance);
    const { userData, role } = instance;
    let block;
    try {
      block = userData && userDataParts(userData.text).map(({ text }) => findInstallationBlock(text)).find(found => found !== undefined);
    } catch (error) {
      throw new InputError(instance.templateFile, `${name}: ${(error as Error).message}`);
    }
    if (userData === undefined || block === undefined) return [];
    if (role === undefined) throw new InputError(instance.templateFile, `${name}: the instance has no instance profile, so it has no AWS identity to federate`);
    if (!isDetermined(role)) throw new InputError(instance.templateFile, `${name}: the role of the instance cannot be told, ${role.reason} (${role.source})`);
    return [{
      kind: 'ec2-instance',
      name,
      userData: userData.text,
      unknown: [...new Set(userData.unknown.map(({ source }) => source))],
      region: instance.region ?? DEFAULT_REGION,
      account: instance.account,
      ...isDetermined(role.name) ? { roleName: role.name } : { unnamedRole: role },
      notes: regionNotes(instance),
    }];
  });
}

type Named = Pick<AwsWorkload, 'constructPath' | 'stackName' | 'logicalId' | 'object'>;

export function nameOf({ constructPath, stackName, logicalId, object }: Named): string {
  return [constructPath ?? `${stackName}/${logicalId}`, ...object === undefined ? [] : [object]].join('/');
}

export function regionNotes(workload: Named & Pick<AwsWorkload, 'region'>): string[] {
  return workload.region === undefined ? [`${nameOf(workload)}: the stack is bound to no region, ${DEFAULT_REGION} was taken`] : [];
}
