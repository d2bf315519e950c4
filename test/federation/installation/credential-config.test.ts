import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { GcpAccess } from '../../../lib/federation';
import { resolveFederation } from '../../../lib/federation/federation';
import { AwsCredentialSource, credentialConfig, tokenFileCredentialConfig } from '../../../lib/federation/installation/credential-config';
import { resolveKubernetesFederation } from '../../../lib/federation/party/kubernetes';
import { federationProps, valid } from '../arbitraries';
import { EXAMPLE, KUBERNETES_EXAMPLE } from '../example-props';

const EMAIL = 'gcs-reader@my-gcp-project.iam.gserviceaccount.com';

function configure(access: GcpAccess, source: AwsCredentialSource): string {
  return credentialConfig(resolveFederation({ ...EXAMPLE, access }), source);
}

test.each([
  ['aws-sa-imdsv2', GcpAccess.impersonation({ serviceAccountEmail: EMAIL })],
  ['aws-sa-imdsv2', GcpAccess.impersonation({ serviceAccountId: 'gcs-reader' })],
  ['aws-sa-imdsv2-lifetime-3600', GcpAccess.impersonation({ serviceAccountEmail: EMAIL, tokenLifetimeSeconds: 3600 })],
  ['aws-direct-imdsv2', GcpAccess.direct()],
])('equals what gcloud wrote: %s', (name, access) => {
  const golden = readFileSync(join(__dirname, '../..', 'fixtures', 'goldens', `${name}.json`), 'utf8');
  expect(configure(access, 'instance-metadata')).toBe(golden);
});

test('for a token in a file it equals what gcloud wrote', () => {
  const golden = readFileSync(join(__dirname, '../..', 'fixtures', 'goldens', 'file-eks-projected-gcp-token-text.json'), 'utf8');
  const federation = resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, poolId: 'aws-identity-pool', access: GcpAccess.direct() });
  expect(tokenFileCredentialConfig(federation, '/var/run/service-account/token')).toBe(golden);
});

test.each([
  ['aws-sa-imdsv1', GcpAccess.impersonation({ serviceAccountEmail: EMAIL })],
  ['aws-direct-imdsv1', GcpAccess.direct()],
])('from the environment it equals what gcloud wrote without --enable-imdsv2: %s', (name, access) => {
  const golden = readFileSync(join(__dirname, '../..', 'fixtures', 'goldens', `${name}.json`), 'utf8');
  expect(configure(access, 'environment')).toBe(golden);
});

test('from the environment it leaves the token URL out, and is the same otherwise', () => {
  fc.assert(fc.property(federationProps, props => {
    const federation = resolveFederation(props);
    const text = credentialConfig(federation, 'environment');
    const config = JSON.parse(credentialConfig(federation, 'instance-metadata'));
    delete config.credential_source.imdsv2_session_token_url;
    expect(text).toBe(JSON.stringify(config, null, 2));
  }));
});

test('names the lifetime exactly where one was given', () => {
  const lifetime = fc.option(valid.tokenLifetimeSeconds, { nil: undefined });
  fc.assert(fc.property(valid.serviceAccountId, lifetime, (serviceAccountId, tokenLifetimeSeconds) => {
    const text = configure(GcpAccess.impersonation({ serviceAccountId, tokenLifetimeSeconds }), 'instance-metadata');
    expect(JSON.parse(text).service_account_impersonation).toEqual(
      tokenLifetimeSeconds === undefined ? undefined : { token_lifetime_seconds: tokenLifetimeSeconds });
  }));
});
