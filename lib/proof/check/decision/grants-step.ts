import { heldRoles } from './held-roles';
import { decideStep, StepDecision } from './step-list';
import { GooglePolicy, Grantee } from '../../policy';
import { ElementReference } from '../check-report';
import { finding } from '../findings/catalogue';

/** Decides what a grantee holds by these files. All roles under a condition: whether they hold depends on the request. */
export function grantsStep(policy: GooglePolicy, grantee: Grantee, element: ElementReference): StepDecision {
  const roles = heldRoles(policy, grantee);
  if (roles.length === 0) return decideStep('grants', 'passed', 'these files grant nothing; what is granted elsewhere is not known');
  const conditional = roles.filter(({ condition }) => condition !== undefined);
  const text = `${roles.length} role${roles.length === 1 ? '' : 's'}${conditional.length > 0 ? `, ${conditional.length} under a condition` : ''}`;
  if (conditional.length < roles.length) return decideStep('grants', 'passed', text);
  const detail = conditional.map(({ role, resource, condition }) => `${role} on ${resource} if ${condition}`).join('; ');
  return decideStep('grants', 'depends', text, finding('conditional-grant', detail, [element, ...conditional.map(({ element: grant }) => grant)]));
}
