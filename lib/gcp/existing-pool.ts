import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GoogleDataSource } from './google-resource';
import { RawBlock } from './raw-block';
import { terraformLiteral } from './terraform-literal';
import { poolPostcondition } from './workload-identity-pool';
import { PoolFederation } from '../federation/federation';

/** Looks up a pool that exists: the apply ends where it is missing, disabled, deleted or another project's. */
export function lookUpPool(scope: Construct, federation: PoolFederation, dependsOn: ITerraformDependable[]): GoogleDataSource {
  const { gcpProjectId, poolId } = federation;
  return new GoogleDataSource(scope, 'pool', 'google_iam_workload_identity_pool', {
    project: gcpProjectId, workload_identity_pool_id: poolId,
  }, {
    lifecycle: { postcondition: [poolPostcondition(federation), isActive(`pool ${poolId}`)] },
    dependsOn,
  });
}

/** Looks up a provider that exists: the apply ends where members would mean something else to it than to this federation. */
export function lookUpProvider(scope: Construct, federation: PoolFederation, pool: ITerraformDependable): GoogleDataSource {
  const { gcpProjectId, poolId, providerId } = federation;
  return new GoogleDataSource(scope, 'provider', 'google_iam_workload_identity_pool_provider', {
    project: gcpProjectId, workload_identity_pool_id: poolId, workload_identity_pool_provider_id: providerId,
  }, {
    lifecycle: { postcondition: [isActive(`provider ${providerId}`), ...trustedAlike(federation)] },
    dependsOn: [pool],
  });
}

/** What makes the members of a federation mean the same to an existing provider. */
function trustedAlike(federation: PoolFederation) {
  const { poolId, providerId, attributeMapping, party: { trust } } = federation;
  const provider = `Provider ${providerId} of pool ${poolId}`;
  const { block, identifiedBy, memberAttribute: attribute } = trust;
  const identity = JSON.stringify(terraformLiteral(String(trust.arguments[identifiedBy])));
  const mapped = `try(self.attribute_mapping["${attribute}"], "") == ${JSON.stringify(attributeMapping[attribute])}`;
  return [
    { condition: `\${try(one(self.${block}[*].${identifiedBy}), "") == ${identity}}`, errorMessage: `${provider} does not trust ${trust.name}.` },
    {
      condition: trust.isMappedByDefault ? `\${try(length(self.attribute_mapping), 0) == 0 || ${mapped}}` : `\${${mapped}}`,
      errorMessage: `${provider} maps ${attribute} otherwise than this federation, so that its members would mean other identities.`,
    },
  ];
}

/**
 * Warns, in every plan, of identities that the condition of an existing provider does not name. A warning only: conditions
 * can admit them in other words.
 */
export function checkAdmission(scope: Construct, provider: GoogleDataSource, identities: () => readonly string[]): void {
  new RawBlock(scope, 'admission', name => {
    // What follows tells a role from one whose name merely starts alike.
    const names = `[for end in ["'", "\\"", "/"] : strcontains(try(coalesce(${provider.fqn}.attribute_condition), ""), join("", [arn, end]))]`;
    const missing = `[for arn in ${JSON.stringify(identities())} : arn if !anytrue(${names})]`;
    return {
      check: {
        [name]: {
          assert: [{
            condition: `\${length(${missing}) == 0}`,
            error_message: `The condition of the existing provider does not name \${join(", ", ${missing})}: whoever manages the provider has to admit them.`,
          }],
        },
      },
    };
  });
}

function isActive(what: string) {
  return {
    condition: '${self.state == "ACTIVE" && !self.disabled}',
    errorMessage: `The ${what} is disabled or deleted: restore or enable it first.`,
  };
}
