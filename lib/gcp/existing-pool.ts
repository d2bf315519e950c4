import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GoogleDataSource } from './google-resource';
import { RawBlock } from './raw-block';
import { poolPostcondition } from './workload-identity-pool';
import { Federation } from '../federation/federation';

/** Looks up a pool that exists: the apply ends where it is missing, disabled, deleted or another project's. */
export function lookUpPool(scope: Construct, federation: Federation, dependsOn: ITerraformDependable[]): GoogleDataSource {
  const { gcpProjectId, poolId } = federation;
  return new GoogleDataSource(scope, 'pool', 'google_iam_workload_identity_pool', {
    project: gcpProjectId, workload_identity_pool_id: poolId,
  }, {
    lifecycle: { postcondition: [poolPostcondition(federation), isActive(`pool ${poolId}`)] },
    dependsOn,
  });
}

/** Looks up a provider that exists: the apply ends where members would mean something else to it than to this federation. */
export function lookUpProvider(scope: Construct, federation: Federation, pool: ITerraformDependable): GoogleDataSource {
  const { gcpProjectId, poolId, providerId, awsAccountId, attributeMapping } = federation;
  const mapped = `try(self.attribute_mapping["attribute.aws_role"], "") == ${JSON.stringify(attributeMapping['attribute.aws_role'])}`;
  return new GoogleDataSource(scope, 'provider', 'google_iam_workload_identity_pool_provider', {
    project: gcpProjectId, workload_identity_pool_id: poolId, workload_identity_pool_provider_id: providerId,
  }, {
    lifecycle: {
      postcondition: [
        isActive(`provider ${providerId}`),
        {
          condition: `\${try(one(self.aws[*].account_id), "") == "${awsAccountId}"}`,
          errorMessage: `Provider ${providerId} of pool ${poolId} does not trust AWS account ${awsAccountId}.`,
        },
        {
          // No mapping is Google's default mapping, which is the same.
          condition: `\${try(length(self.attribute_mapping), 0) == 0 || ${mapped}}`,
          errorMessage: `Provider ${providerId} of pool ${poolId} maps attribute.aws_role otherwise than this federation, so that its members would mean other identities.`,
        },
      ],
    },
    dependsOn: [pool],
  });
}

/**
 * Warns, in every plan, of roles that the condition of an existing provider does not name. A warning only: conditions
 * can admit a role in other words.
 */
export function checkAdmission(scope: Construct, provider: GoogleDataSource, roleArns: () => readonly string[]): void {
  new RawBlock(scope, 'admission', name => {
    // What follows tells a role from one whose name merely starts alike.
    const names = `[for end in ["'", "\\"", "/"] : strcontains(try(coalesce(${provider.fqn}.attribute_condition), ""), join("", [arn, end]))]`;
    const missing = `[for arn in ${JSON.stringify(roleArns())} : arn if !anytrue(${names})]`;
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
