/** What registers an instance as a container host, by orchestrator, in user data of Linux, Windows and Bottlerocket. */
const REGISTRATIONS = [
  { orchestrator: 'ECS', role: 'task', method: 'addToTaskDefinition', pattern: /\bECS_CLUSTER\s*[="]|\bInitialize-ECSAgent\b|^\[settings\.ecs\]/im },
  { orchestrator: 'EKS', role: 'pod', method: 'podWithCredentials', pattern: /\/eks\/bootstrap\.sh\b|\bnodeadm\b|\bnode\.eks\.aws\b|\bEKSBootstrapScriptFile\b|\bStart-EKSBootstrap\b|^\[settings\.kubernetes\]/im },
] as const;

/**
 * Why a host cannot be federated, or undefined where its user data registers it nowhere.
 *
 * What else makes a host, such as an image that registers itself, cannot be seen from here.
 */
export function containerHostReason(title: string, userData: string): string | undefined {
  const found = REGISTRATIONS.find(({ pattern }) => pattern.test(userData));
  if (!found) return undefined;
  const { orchestrator, role, method } = found;
  return `${title} would be a container host of ${orchestrator}: files on the host do not reach its containers, and every container would act in Google Cloud as the role of the host. `
    + `Federate the role of the ${role} instead, with ${method}; leave the host as it is`;
}
