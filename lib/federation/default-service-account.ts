import { createHash } from 'crypto';
import { assumedRoleArn, kubernetesSubject } from './names';

/** Characters of a service account id that name the workload. */
const NAME_CHARACTERS = 21;

/** Hexadecimal digits that tell workloads of similar names apart. */
const HASH_DIGITS = 8;

/** Returns the id of the service account that belongs to one AWS role alone. */
export function roleServiceAccountId(partition: string, accountId: string, roleName: string): string {
  return ownServiceAccountId(roleName, assumedRoleArn(partition, accountId, roleName));
}

/** Returns the id of the Google service account that belongs to one Kubernetes service account alone. */
export function kubernetesServiceAccountId(issuerUri: string, namespace: string, name: string): string {
  return ownServiceAccountId(name, `${issuerUri} ${kubernetesSubject(namespace, name)}`);
}

/**
 * A short form of the name, which people recognize, and the first digits of the SHA-256 hash of the identity. Both are
 * part of the contract: a different id would replace the service account of everyone who uses the default.
 */
function ownServiceAccountId(name: string, identity: string): string {
  const words = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '');
  const shortName = words.slice(0, NAME_CHARACTERS).replace(/-+$/, '') || 'workload';
  return `${shortName}-${createHash('sha256').update(identity).digest('hex').slice(0, HASH_DIGITS)}`;
}
