import { PoolGrant } from './google-identity';
import { Caller } from '../../callers/universe/universe';
import { Claims, membersOf, parsePoolMember, Provider, traceClaims } from '../../policy';

/** Whether the evaluator admits a caller as one of the members of some grants, too. */
export function isReplayed({ assertion }: Caller, provider: Provider, grants: readonly PoolGrant[]): boolean {
  const { steps, principal } = traceClaims(provider, assertion as Claims);
  if (principal === undefined || steps.some(({ passed }) => passed !== true)) return false;
  const [{ member: { pool } }] = grants;
  const written = membersOf({ pool, ...principal }).map(one => parsePoolMember(one));
  return written.some(one => grants.some(({ member }) => one?.selector === member.selector && one.value === member.value));
}
