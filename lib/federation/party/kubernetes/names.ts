import { refuse } from '../../errors';
import { LIMITS } from '../../limits';
import { requireLiteral } from '../../literals';
import { kubernetesSubject } from '../../names';
import { FederationWarning } from '../../warning';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const KUBERNETES_NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const KUBERNETES_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** Requires namespace and name of a Kubernetes service account, and gives the subject of its tokens. */
export function validateKubernetesSubject(namespace: string, name: string): string {
  requireLiteral('kubernetesNamespace', namespace);
  requireLiteral('kubernetesServiceAccount', name);
  if (!KUBERNETES_NAMESPACE.test(namespace)) {
    refuse('kubernetesNamespace', namespace, 'is not a namespace', 'pass up to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit');
  }
  if (!KUBERNETES_NAME.test(name)) {
    refuse('kubernetesServiceAccount', name, 'is not the name of a Kubernetes service account',
      'pass lower-case letters, digits, hyphens and dots, with a letter or digit at both ends and beside each dot; its namespace is a property of its own');
  }
  const subject = kubernetesSubject(namespace, name);
  if (subject.length > LIMITS.subjectBytes) {
    refuse('kubernetesServiceAccount', name, `makes google.subject ${subject.length} bytes long in namespace '${namespace}'`,
      `Google allows ${LIMITS.subjectBytes}, so shorten the two names by ${subject.length - LIMITS.subjectBytes} characters`);
  }
  return subject;
}

/** The service account that pods have which name none. */
export function defaultAccountWarnings(namespace: string, name: string): FederationWarning[] {
  if (name !== 'default') return [];
  return [{
    id: 'cdk-gcp-federation:defaultServiceAccount',
    message: `kubernetesServiceAccount 'default': every pod of namespace '${namespace}' that names no service account can act in Google Cloud; give the workload a service account of its own`,
  }];
}
