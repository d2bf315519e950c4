const COMMAND = /workload-identity-pools\s+create-cred-config((?:[^\n\\]|\\\r?\n|\\.)*)/g;

/**
 * The configurations that `gcloud iam workload-identity-pools create-cred-config` writes when a script runs it.
 *
 * @see https://cloud.google.com/sdk/gcloud/reference/iam/workload-identity-pools/create-cred-config
 */
export function gcloudCommands(script: string): Readonly<Record<string, unknown>>[] {
  return [...script.matchAll(COMMAND)].flatMap(([, written]) => {
    const words = [...written.replace(/\\\r?\n/g, ' ').matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+(?:"[^"]*"|'[^']*')?)/g)]
      .map(([, double, single, bare]) => double ?? single ?? bare.replace(/["']/g, ''));
    const provider = words.find(word => !word.startsWith('-'));
    if (provider === undefined) return [];
    const option = (name: string) => {
      const at = words.findIndex(word => word === name || word.startsWith(`${name}=`));
      return at < 0 ? undefined : words[at].includes('=') ? words[at].slice(name.length + 1) : words[at + 1] ?? '';
    };
    const account = option('--service-account');
    const lifetime = option('--service-account-token-lifetime-seconds');
    const aws = option('--aws') !== undefined;
    return [{
      type: 'external_account',
      audience: `//iam.googleapis.com/${provider}`,
      subject_token_type: aws ? 'urn:ietf:params:aws:token-type:aws4_request' : 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://sts.googleapis.com/v1/token',
      credential_source: aws ? {
        environment_id: 'aws1',
        region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
        url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
        regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
        ...option('--enable-imdsv2') !== undefined && { imdsv2_session_token_url: 'http://169.254.169.254/latest/api/token' },
      } : {},
      ...account !== undefined && { service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken` },
      ...lifetime !== undefined && { service_account_impersonation: { token_lifetime_seconds: Number(lifetime) } },
    }];
  });
}
