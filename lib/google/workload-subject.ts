import { withSubject } from '../federation/errors';
import { AnyFederationProps } from '../federation/party';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';

/** Runs a step about one description, and begins what it throws with the name of the role or the service account. */
export function withWorkload<T>(props: AnyFederationProps, step: () => T): T {
  const name = nameOf(props);
  return name === undefined ? step() : withSubject(name, step);
}

/** The name that a description gives, which need not be valid. */
function nameOf(props: Partial<GcpFederationProps & GcpKubernetesFederationProps> | undefined): string | undefined {
  if (typeof props?.roleName === 'string') return `role '${props.roleName}'`;
  if (typeof props?.kubernetesServiceAccount !== 'string') return undefined;
  return `service account '${props.kubernetesNamespace}/${props.kubernetesServiceAccount}'`;
}
