import { decideStep, StepDecision } from './step-list';
import { generatedNamePattern } from '../../../federation/generated-role-name';
import { isDetermined } from '../../determined';
import { AwsWorkload } from '../../inputs/cloudformation';
import { admittedRoles, GooglePolicy, possibleRoles } from '../../policy';
import { ElementReference } from '../check-report';
import { finding } from '../findings/catalogue';

/**
 * Returns the workload with each name that the Google side admits and that AWS can have generated for its role; none if
 * the Google side names other roles only.
 *
 * `undefined` if the name is known, or if the Google side names no role at all.
 */
export function withPossibleNames(workload: AwsWorkload, audience: string, policy: GooglePolicy): AwsWorkload[] | undefined {
  const { role } = workload;
  if (role === undefined || !isDetermined(role) || isDetermined(role.name) || role.name.cause !== 'generated-name') return undefined;
  const admitted = admittedRoles(policy, audience);
  if (admitted.length === 0) return undefined;
  return possibleRoles(role, role.account ?? workload.account, admitted).map(({ roleName }) => ({ ...workload, role: { ...role, name: roleName } }));
}

/** Returns the decision on credentials if the name of the role was taken from the Google side. */
export function withTakenName(decided: StepDecision, { role }: AwsWorkload, element: ElementReference): StepDecision {
  if (decided.verdict !== 'passed' || role === undefined || !isDetermined(role)) return decided;
  const detail = `role ${role.logicalId} has no name of its own; '${String(role.name)}', which the Google side admits, was taken`;
  return { ...decided, verdict: 'depends', detail, findings: [...decided.findings, finding('generated-role-name', detail, [element])] };
}

/** Returns the decision on credentials if no name that the Google side admits looks like that of the role. */
export function withoutPossibleName(decided: StepDecision, { role }: AwsWorkload, element: ElementReference): StepDecision {
  if (role === undefined || !isDetermined(role)) return decided;
  const { logicalId = 'ROLE', stackName } = role;
  const detail = `role ${logicalId} has no name of its own, and no role that the Google side admits can be it: AWS generates '${generatedNamePattern({ logicalId, stackName })}'`;
  // Without the name of the stack, only half of the name is known.
  if (stackName === undefined) return decideStep(decided.step, 'depends', detail, finding('generated-role-name', detail, [element]));
  return decideStep(decided.step, 'rejected', detail, finding('generated-role-name', detail, [element], { severity: 'error' }));
}
