import { Reach } from './judge-reach';
import { assumedRoleArn } from '../../../federation/names';
import { findCaller } from '../../callers/find-caller';
import { allOf, anyOf, notIn, reads } from '../../callers/language';
import { AWS_TEXTS, sessionsOf } from '../../callers/universe/aws';
import { Finding } from '../check-report';
import { WorkloadDecision } from '../decision/decide-workload';
import { googleElement } from '../elements';
import { finding } from '../findings/catalogue';

/** Returns a finding for each workload that is admitted with some names of its session, and rejected with others. */
export function rejectedSessions(reach: Reach, decisions: readonly WorkloadDecision[]): Finding[] {
  return decisions.flatMap(({ verdict, role, provider, use, sessions }) => {
    if (verdict.verdict !== 'admitted' || role === undefined || provider?.kind !== 'aws' || use === undefined || sessions === undefined) return [];
    const admitted = reach.reaches.filter(one => one.provider === provider && reach.usesOf(one.identity).includes(use)).map(one => one.admitted);
    if (admitted.length === 0) return [];
    const arn = assumedRoleArn(role.partition, role.account, role.roleName);
    const own = allOf(sessionsOf([arn]), reads(AWS_TEXTS.session, { kind: 'pattern', pattern: sessions }));
    const found = findCaller(reach.providers.callersOf(provider).universe, allOf(own, notIn(anyOf(...admitted))));
    return found.kind !== 'somebody' ? []
      : [finding('session-rejected', `${verdict.workload} is rejected when it comes as ${found.caller.name}`, [verdict.element, googleElement(provider)])];
  });
}
