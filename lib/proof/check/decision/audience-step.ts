import { decideStep, StepDecision } from './step-list';
import { Audience, GooglePolicy } from '../../policy';
import { ElementReference } from '../check-report';
import { googleElement } from '../elements';
import { finding, FindingId } from '../findings/catalogue';

const PREFIX = '//iam.googleapis.com/';
const HOLE = /\$\{?[A-Za-z_]|\$\(/;

export interface AudienceDecision {
  readonly step: StepDecision;
  readonly target: Audience;
}

/** Whether an audience names a provider that is there and enabled. */
export function decideAudience(audience: string, policy: GooglePolicy, element: ElementReference): AudienceDecision {
  const target = policy.audience(audience);
  switch (target.kind) {
    case 'provider': {
      const numbers = policy.numbersOf(target.provider);
      if (numbers.size > 1) return numbersDiffer([...numbers], element, target);
      return { step: decideStep('audience', 'passed', `${audience} is ${target.provider.address}`), target };
    }
    case 'undetermined': return depends(target.reason, element, target);
    case 'disabled': {
      const off = policy.poolOf(target.provider);
      return off?.disabled === true ? rejected('pool-disabled', target.reason, [element, googleElement(off)], target)
        : rejected('provider-disabled', target.reason, [element, googleElement(target.provider)], target);
    }
    case 'malformed': {
      if (HOLE.test(audience)) return depends(`'${audience}' is not known before the script runs`, element, target);
      return rejected(malformedId(audience), `the audience is '${audience}'`, [element], target);
    }
    case 'unknown': return rejected(...unknown(audience, policy), [element], target);
  }
}

function malformedId(audience: string): FindingId {
  if (audience.indexOf(PREFIX) !== audience.lastIndexOf(PREFIX)) return 'audience-doubled-prefix';
  return /\/projects\/[a-z][a-z0-9-]*\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/.test(audience) ? 'audience-project-id' : 'audience-malformed';
}

function unknown(audience: string, policy: GooglePolicy): [FindingId, string] {
  const { pools, awsProviders, otherProviders = [] } = policy.configuration;
  const [, number, poolId, providerId] = /projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(audience) ?? [];
  const inPool = [...awsProviders, ...otherProviders].filter(provider => provider.poolId === poolId);
  const known = (ids: readonly unknown[]) => ids.filter(id => typeof id === 'string').map(id => `'${String(id)}'`).join(', ') || 'none';
  if (inPool.length === 0 && !pools.some(pool => pool.poolId === poolId)) {
    return ['audience-unknown-pool', `the audience names pool '${poolId}'; the pools of these files are ${known(pools.map(pool => pool.poolId))}`];
  }
  if (!inPool.some(provider => provider.providerId === providerId)) {
    return ['audience-unknown-provider', `the audience names provider '${providerId}'; the providers of pool '${poolId}' are ${known(inPool.map(provider => provider.providerId))}`];
  }
  const numbers = new Set(inPool.flatMap(provider => [...policy.numbersOf(provider)]));
  return ['audience-wrong-project-number', `the audience names project ${number}; the Google side speaks of project ${[...numbers].join(', ')}`];
}

function rejected(id: FindingId, detail: string, elements: readonly ElementReference[], target: Audience): AudienceDecision {
  return { step: decideStep('audience', 'rejected', detail, finding(id, detail, elements)), target };
}

function numbersDiffer(numbers: readonly string[], element: ElementReference, target: Audience): AudienceDecision {
  const detail = `members name the pool by the project numbers ${numbers.join(' and ')}`;
  return { step: decideStep('audience', 'depends', detail, finding('project-number-not-known', detail, [element])), target };
}

function depends(detail: string, element: ElementReference, target: Audience): AudienceDecision {
  return { step: decideStep('audience', 'depends', detail, finding('audience-not-known', detail, [element])), target };
}
