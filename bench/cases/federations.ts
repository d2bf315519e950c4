import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The same federations for all variants. */
export function federationProps(index: number) {
  return {
    gcpProjectId: 'my-gcp-project',
    gcpProjectNumber: '123456789012',
    awsAccountId: '111122223333',
    roleName: `reader-${index}`,
    poolId: `pool-${index}`,
  };
}

/** Stacks hold so many of them, as CloudFormation's limit of 500 resources asks for. */
export const PER_STACK = 100;

/** Does work that writes into a folder, and gives the bytes of the templates and configurations in it. */
export function inFolder(work: (outdir: string) => void): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    work(outdir);
    return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(file => /(?:template|cdk\.tf)\.json$/.test(file))
      .reduce((sum, file) => sum + statSync(join(outdir, file)).size, 0);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The credential configuration as somebody without this library copies it from gcloud. */
export function handWrittenConfig(index: number): string {
  return JSON.stringify({
    universe_domain: 'googleapis.com',
    type: 'external_account',
    audience: `//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool-${index}/providers/aws-provider`,
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: {
      environment_id: 'aws1',
      region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
      url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
      regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      imdsv2_session_token_url: 'http://169.254.169.254/latest/api/token',
    },
    service_account_impersonation_url:
      `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/reader-${index}@my-gcp-project.iam.gserviceaccount.com:generateAccessToken`,
  }, null, 2);
}

/** User data as people write it by hand. */
export function handWrittenCommands(index: number): string[] {
  return [
    'mkdir -p /etc/gcp',
    `cat > /etc/gcp/config.json <<'EOF'\n${handWrittenConfig(index)}\nEOF`,
    'echo "export GOOGLE_APPLICATION_CREDENTIALS=/etc/gcp/config.json" > /etc/profile.d/gcp.sh',
  ];
}
