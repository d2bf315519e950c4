import { Construct } from 'constructs';
import { warn } from '../environment';
import { WorkloadTrust } from './trust';
import { Federation } from '../../federation/federation';

/** Warns at synthesis where nobody can assume the role. */
export function warnWhenUnused(scope: Construct, { roleName }: Federation, trust: WorkloadTrust): void {
  scope.node.addValidation({
    validate: () => {
      if (trust.isEmpty) {
        warn(scope, [{
          id: 'cdk-gcp-federation:unusedRole',
          message: `role '${roleName}' has no workload, so its trust policy denies everybody: call addToInstance, addToFunction or another of its add methods, or pass assumedBy`,
        }]);
      }
      return [];
    },
  });
}
