import { grantResource, memberArguments } from './grant-resource';
import { describeMember, IamMember, iamMemberId } from './iam-member';
import { GoogleElement, Predecessor } from '../element';

/**
 * Returns the resource of one grant.
 *
 * No argument of such a resource can change in place. If it is replaced at its address, its successor is created first,
 * so that access does not pause; a grant that is changed in the code has another address.
 */
export function grantElement(scope: readonly string[], member: IamMember, after: readonly Predecessor[]): GoogleElement {
  const { type, arguments: named } = grantResource(member);
  const { condition } = member;
  return {
    kind: 'grant',
    isLookup: false,
    path: [...scope, iamMemberId(member)],
    type,
    arguments: {
      ...named,
      role: member.role,
      ...memberArguments(type, member.member),
      condition: condition && { title: condition.title, expression: condition.expression, description: condition.description },
    },
    lifecycle: { createBeforeDestroy: true },
    after,
    purpose: `Grants ${describeMember(member)}.`,
    member,
  };
}
