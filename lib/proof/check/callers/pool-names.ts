import { poolResourceName } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { AwsProvider, GooglePolicy } from '../../policy';

/** Returns the full name of the pool of a provider, by the project number by which members speak of it. */
export function poolOf(provider: AwsProvider, policy: GooglePolicy): string {
  const { project, poolId } = provider;
  const [number] = [...policy.numbersOf(provider), isDetermined(project) ? project : ''];
  return poolResourceName(number, isDetermined(poolId) ? poolId : '');
}
