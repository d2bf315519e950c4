import { Lazy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { AnyPrincipal, CfnRole, Effect, PolicyDocument, PolicyStatement, PrincipalPolicyFragment, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/**
 * The trust policy of a role that only its workloads may assume, each added when it is known.
 *
 * IAM takes no empty trust policy, so a role without any workload denies everybody.
 */
export class WorkloadTrust {
  private readonly services = new Set<string>();

  constructor(private readonly role: iam.Role) {
    const resource = role.node.defaultChild;
    if (!(resource instanceof CfnRole)) return;
    const declared = resource.assumeRolePolicyDocument;
    resource.assumeRolePolicyDocument = Lazy.any({ produce: () => this.isEmpty ? denyEverybody() : declared });
  }

  /** Whether nobody can assume the role. */
  public get isEmpty(): boolean {
    return this.role.assumeRolePolicy?.isEmpty ?? false;
  }

  /** Lets an AWS service assume the role for its workloads. */
  public addService(service: string, actions: string[] = ['sts:AssumeRole']): void {
    if (this.services.has(service)) return;
    this.services.add(service);
    this.role.assumeRolePolicy?.addStatements(new PolicyStatement({
      actions,
      principals: [new ServicePrincipal(service)],
    }));
  }
}

/** A principal that adds nothing to a trust policy: the workloads do. */
export function noPrincipalYet(): iam.IAssumeRolePrincipal {
  const principal: iam.IAssumeRolePrincipal = {
    assumeRoleAction: 'sts:AssumeRole',
    // CDK looks at it when it collects metadata, though it never becomes part of a policy.
    get policyFragment() { return new PrincipalPolicyFragment({}); },
    get grantPrincipal() { return principal; },
    addToPrincipalPolicy: () => ({ statementAdded: false }),
    addToAssumeRolePolicy: () => undefined,
  };
  return principal;
}

function denyEverybody(): PolicyDocument {
  return new PolicyDocument({
    statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['sts:AssumeRole'], principals: [new AnyPrincipal()] })],
  });
}
