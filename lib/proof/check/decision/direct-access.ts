import { AccessInput, diagnosed } from './access-step';
import { decideStep, StepDecision } from './step-list';
import { isDetermined } from '../../determined';
import { describeGranted, isInForce, mintsTokens, PlacedGrant } from '../../policy';
import { googleElement } from '../elements';
import { concreteFix, finding } from '../findings/catalogue';

/** Decides whether a federated identity holds roles itself. */
export function decideDirectAccess(input: AccessInput): StepDecision {
  const { policy, principal, who, element } = input;
  const all = policy.holdings.of({ principal });
  const held = all.filter(placed => !mintsTokens(placed) && !policy.isOnDisabledAccount(placed));
  const certain = held.find(isInForce);
  if (certain !== undefined) return decideStep('member', 'passed', `${String(certain.grant.member)} matches ${who}`);
  if (held.length > 0) {
    const [{ grant }] = held;
    const detail = grant.overwrittenBy !== undefined ? `${grant.overwrittenBy} removes the member of ${grant.address} again` : `${grant.address}: ${grant.existence?.reason}`;
    return decideStep('member', 'depends', detail, finding('conditional-grant', detail, [element, googleElement(grant)]));
  }
  const minting = all.find(placed => mintsTokens(placed));
  if (minting === undefined) return explainMissingGrant(input);
  const detail = `${minting.grant.address} lets the workload act as ${describeGranted(minting.on)}, and its configuration names none`;
  return decideStep('impersonation', 'rejected', detail, finding('impersonation-url-missing', detail, [element, googleElement(minting.grant)]));
}

function explainMissingGrant(input: AccessInput): StepDecision {
  const { policy, principal, who, expected, element } = input;
  const missing = `no member equals ${expected}`;
  const near = diagnosed(input, policy.holdings.all);
  if (near.length > 0) return decideStep('member', 'rejected', missing, ...near);
  const open = policy.holdings.all.find(({ grant }) => !isDetermined(grant.member));
  if (open !== undefined) {
    const detail = `the member of ${open.grant.address} is not known`;
    return decideStep('member', 'depends', detail, finding('member-not-known', detail, [element, googleElement(open.grant)]));
  }
  const ofPool = policy.holdings.all.filter(placed => namesPool(placed, principal.pool));
  if (ofPool.length === 0) {
    const detail = 'these files grant nothing to identities of the pool; what is granted elsewhere is not known';
    return decideStep('member', 'depends', detail, finding('granted-elsewhere', detail, [element]));
  }
  if (input.isRejected) return decideStep('member', 'rejected', missing);
  const elements = [element, ...ofPool.slice(0, 3).map(({ grant }) => googleElement(grant))];
  return decideStep('member', 'rejected', missing, finding('direct-without-grant', `expected: ${expected}`, elements, concreteFix('direct-without-grant', who, expected)));
}

function namesPool({ grant: { member } }: PlacedGrant, pool: string): boolean {
  return isDetermined(member) && member.includes(`${pool}/`);
}
