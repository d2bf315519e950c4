import { isDetermined } from '../determined';
import { AwsConfiguration } from '../inputs/cloudformation';
import { GoogleConfiguration, GooglePolicy } from '../policy';

export interface ProjectNumbers {
  /** By project id. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Terraform makes pools by project id, and Google names them by number. Which number belongs to which id is learned
 * from the members that name a pool, and else from the audiences.
 */
export function projectNumbers(configuration: GoogleConfiguration, aws: AwsConfiguration): ProjectNumbers {
  const policy = new GooglePolicy(configuration);
  const audiences = aws.workloads.flatMap(({ carried }) => carried.flatMap(({ config }) => 'unreadable' in config ? [] : [config.audience]));
  const numbers = new Map<string, string>();
  const notes: string[] = [];
  for (const pool of configuration.pools) {
    const { project, poolId } = pool;
    if (!isDetermined(project) || !isDetermined(poolId) || /^\d+$/.test(project) || numbers.has(project)) continue;
    const written = policy.numbersOf(pool);
    const named = new RegExp(`/projects/(\\d+)/locations/global/workloadIdentityPools/${poolId.replace(/[^a-z0-9-]/g, '.')}/providers/`);
    const candidates = written.size > 0 ? written : new Set(audiences.flatMap(audience => named.exec(audience)?.[1] ?? []));
    if (candidates.size !== 1) continue;
    const [number] = candidates;
    numbers.set(project, number);
    if (written.size === 0) notes.push(`${number}, which the credential configuration names, was taken for the number of project ${project}`);
  }
  return { numbers, notes };
}
