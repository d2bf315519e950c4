import { StepDecision } from './step-list';
import { isDetermined } from '../../determined';
import { AwsWorkload } from '../../inputs/cloudformation';
import { admittedRoles, GooglePolicy } from '../../policy';
import { ElementReference } from '../check-report';
import { finding } from '../findings/catalogue';

/**
 * A workload whose role gets its name from AWS, as if that were the one that the Google side admits: as it should be for a
 * role that is deployed. `undefined` where the name is known, or the Google side does not admit exactly one role.
 */
export function withAdmittedName(workload: AwsWorkload, audience: string, policy: GooglePolicy): AwsWorkload | undefined {
  const { role } = workload;
  if (role === undefined || !isDetermined(role) || isDetermined(role.name) || role.name.cause !== 'generated-name') return undefined;
  const [admitted, ...others] = admittedRoles(policy, audience);
  return admitted === undefined || others.length > 0 ? undefined : { ...workload, role: { ...role, name: admitted.roleName } };
}

/** Returns the decision on credentials if the name of the role was taken from the Google side. */
export function withTakenName(decided: StepDecision, { role }: AwsWorkload, element: ElementReference): StepDecision {
  if (decided.verdict !== 'passed' || role === undefined || !isDetermined(role)) return decided;
  const detail = `role ${role.logicalId} has no name of its own; '${String(role.name)}', which the Google side admits, was taken`;
  return { ...decided, verdict: 'depends', detail, findings: [...decided.findings, finding('generated-role-name', detail, [element])] };
}
