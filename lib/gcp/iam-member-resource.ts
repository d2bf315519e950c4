import { Construct } from 'constructs';
import { GoogleElement, GoogleResource } from './google-resource';
import { grantResource, memberArguments } from './grant-resource';
import { IamMember, iamMemberId } from './iam-member';
import { resolvedOnce } from './resolved-once';

/**
 * The Terraform resource of one grant.
 *
 * No argument of such a resource can change in place. Where it is replaced at its address, its successor is created
 * first, so that access does not pause; a grant that is changed in the code has another address.
 */
export function createIamMember(scope: Construct, member: IamMember, after: readonly GoogleElement[]): GoogleResource {
  const { type, arguments: named } = grantResource(member);
  const { condition } = member;
  return resolvedOnce(new GoogleResource(scope, iamMemberId(member), type, {
    ...named,
    role: member.role,
    ...memberArguments(type, member.member),
    condition: condition && { title: condition.title, expression: condition.expression, description: condition.description },
  }, { lifecycle: { createBeforeDestroy: true } }, after));
}
