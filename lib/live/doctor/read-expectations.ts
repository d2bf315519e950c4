import { SynthesizedConfig, SynthesizedRole } from './doctor-script';
import { admittedRoles, GooglePolicy, readAwsConfiguration, readGoogleConfiguration } from '../../proof';
import { impersonatedAccount } from '../../proof/inputs/credential-config';

/** Returns the credential configurations of outputs of the AWS side. Throws `InputError`. */
export function readConfigs(aws: readonly string[]): SynthesizedConfig[] {
  if (aws.length === 0) return [];
  return readAwsConfiguration(aws)
    .workloads.flatMap(({ carried }) => carried)
    .flatMap(({ config }) => {
      if ('unreadable' in config) return [];
      const { audience, impersonationUrl } = config;
      const serviceAccount = impersonationUrl === undefined ? undefined : impersonatedAccount(impersonationUrl);
      return [{ audience, serviceAccount }];
    });
}

/** Returns the roles that outputs of the Google side admit one by one, at the given providers. Throws `InputError`. */
export function readRoles(gcp: readonly string[], configs: readonly SynthesizedConfig[]): SynthesizedRole[] {
  if (gcp.length === 0) return [];
  const policy = new GooglePolicy(readGoogleConfiguration(gcp));
  return [...new Set(configs.map(({ audience }) => audience))].flatMap(audience =>
    admittedRoles(policy, audience).map(({ account, roleName }) => ({ audience, account, roleName })),
  );
}
