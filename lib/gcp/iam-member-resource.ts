import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IamMember, iamMemberId } from './iam-member';
import { terraformLiteral } from './terraform-literal';

/**
 * The Terraform resource of one grant.
 *
 * No argument of such a resource can change in place; its successor is created first, so that access never pauses.
 */
export function createIamMember(scope: Construct, member: IamMember, dependsOn: ITerraformDependable[]): TerraformResource {
  const { condition } = member;
  const config = {
    role: member.role,
    member: member.member,
    condition: condition && {
      title: terraformLiteral(condition.title),
      expression: terraformLiteral(condition.expression),
      description: condition.description === undefined ? undefined : terraformLiteral(condition.description),
    },
    lifecycle: { createBeforeDestroy: true },
    dependsOn,
  };
  switch (member.resource) {
    case 'serviceAccount':
      return new ServiceAccountIamMember(scope, iamMemberId(member), { serviceAccountId: member.name, ...config });
    case 'project':
      return new ProjectIamMember(scope, iamMemberId(member), { project: member.name, ...config });
  }
}
