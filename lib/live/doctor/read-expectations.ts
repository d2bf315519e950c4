import { DoctorExpectations, SynthesizedConfig, SynthesizedRole } from './doctor-script';
import { admittedRoles, GooglePolicy, readAwsConfiguration, readGoogleConfiguration } from '../../proof';
import { impersonatedAccount } from '../../proof/inputs/credential-config';

/** Returns what a script for a machine takes along from the outputs of either side. Throws `InputError`. */
export function readExpectations(aws: readonly string[], gcp: readonly string[]): DoctorExpectations {
  const configs = aws.length === 0 ? [] : synthesizedConfigs(aws);
  const roles =
    gcp.length === 0
      ? []
      : synthesizedRoles(
          gcp,
          configs.map(({ audience }) => audience),
        );
  return { configs, roles };
}

function synthesizedConfigs(aws: readonly string[]): SynthesizedConfig[] {
  return readAwsConfiguration(aws)
    .workloads.flatMap(({ carried }) => carried)
    .flatMap(({ config }) => {
      if ('unreadable' in config) return [];
      const { audience, impersonationUrl } = config;
      return [
        {
          audience,
          serviceAccount: impersonationUrl === undefined ? undefined : impersonatedAccount(impersonationUrl),
        },
      ];
    });
}

function synthesizedRoles(gcp: readonly string[], audiences: readonly string[]): SynthesizedRole[] {
  const policy = new GooglePolicy(readGoogleConfiguration(gcp));
  return [...new Set(audiences)].flatMap(audience =>
    admittedRoles(policy, audience).map(({ account, roleName }) => ({ audience, account, roleName })),
  );
}
