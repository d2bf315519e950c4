import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { Annotations, ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { checkAdmission, lookUpPool, lookUpProvider } from './existing-pool';
import { GcpFederationOptions } from './gcp-federation-props';
import { GoogleDataSource } from './google-resource';
import { withOneStackTrace } from './one-stack-trace';
import { providerDescription } from './provenance';
import { terraformLiteral } from './terraform-literal';
import { poolExists } from './validate-options';
import { createPool, createProvider } from './workload-identity-pool';
import { PoolFederation } from '../federation/federation';

/** The pool and the provider of a federation, each created or looked up, and the roles that they admit. */
export class PoolAndProvider {
  /** The roles in the order in which they came. */
  public readonly roles: PoolFederation[] = [];

  /** The Terraform elements that everything which names the pool comes after. */
  public readonly elements: readonly [IamWorkloadIdentityPool | GoogleDataSource, IamWorkloadIdentityPoolProvider | GoogleDataSource];

  constructor(scope: Construct, federation: PoolFederation, options: GcpFederationOptions, dependsOn: ITerraformDependable[]) {
    this.elements = withOneStackTrace(() => {
      const found = poolExists(options) ? lookUpPool(scope, federation, dependsOn) : createPool(scope, federation, options, dependsOn);
      return [found, options.existingProvider ? lookUpProvider(scope, federation, found) : createProvider(scope, federation, options, [found])];
    });
    const [pool, provider] = this.elements;
    if (provider instanceof GoogleDataSource) {
      checkAdmission(scope, provider, () => this.roles.map(role => role.admittedIdentity).sort());
    } else if (pool instanceof GoogleDataSource) {
      Annotations.of(scope).addWarning(`pool '${federation.poolId}' exists: make sure that it has no provider beside '${federation.providerId}', `
        + 'since members do not name the provider, so that another one could forge them');
    }
  }

  /** Refuses whoever would not fit into the condition any more. */
  public requireRoom(further: PoolFederation): void {
    if (!(this.elements[1] instanceof GoogleDataSource)) conditionOf([...this.roles, further]);
  }

  /** Lets the condition grow by a role, where the provider is managed here. */
  public admit(federation: PoolFederation): void {
    this.roles.push(federation);
    const [, provider] = this.elements;
    if (provider instanceof GoogleDataSource) return;
    provider.attributeCondition = terraformLiteral(conditionOf(this.roles));
    provider.description = providerDescription(this.roles);
  }
}

/** The condition that admits all of them, in the order of what it compares, so that the order of calls changes nothing. */
function conditionOf(federations: readonly PoolFederation[]): string {
  return federations[0].party.condition(federations.map(federation => federation.admittedIdentity).sort());
}
