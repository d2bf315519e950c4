import * as fc from 'fast-check';
import { GcpAccess } from '../../../lib/federation';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig, tokenFileCredentialConfig } from '../../../lib/federation/installation/credential-config';
import { POD_TOKEN_PATH } from '../../../lib/federation/installation/installation';
import { resolveKubernetesFederation } from '../../../lib/federation/party/kubernetes';
import { federationProps } from '../arbitraries';
import { EXAMPLE, KUBERNETES_EXAMPLE } from '../example-props';
import { gcloudCredentialConfig, gcloudOnPath, gcloudTokenFileConfig } from '../gcloud';
import { kubernetesFederationProps } from '../party/kubernetes/arbitraries';

const EMAIL = 'gcs-reader@my-gcp-project.iam.gserviceaccount.com';

const installed = gcloudOnPath();
if (!installed) console.warn('gcloud is not on the PATH: the comparison with the real tool did not run, the goldens stand in');

(installed ? test : test.skip)('equals what the installed gcloud writes, for any valid description', () => {
  fc.assert(fc.property(federationProps, props => {
    const federation = resolveFederation(props);
    expect(credentialConfig(federation, 'instance-metadata')).toBe(gcloudCredentialConfig(federation));
  }), {
    numRuns: 8,
    examples: [
      [{ ...EXAMPLE, access: GcpAccess.direct() }],
      [{ ...EXAMPLE, access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) }],
      [{ ...EXAMPLE, access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 43_200 }) }],
    ],
    endOnFailure: true,
  });
}, 60_000);

(installed ? test : test.skip)('for a token in a file it equals what the installed gcloud writes', () => {
  fc.assert(fc.property(kubernetesFederationProps, props => {
    const federation = resolveKubernetesFederation(props);
    expect(tokenFileCredentialConfig(federation, POD_TOKEN_PATH)).toBe(gcloudTokenFileConfig(federation, POD_TOKEN_PATH));
  }), {
    numRuns: 4,
    examples: [
      [{ ...KUBERNETES_EXAMPLE, access: GcpAccess.direct() }],
      [{ ...KUBERNETES_EXAMPLE, access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 43_200 }) }],
    ],
    endOnFailure: true,
  });
}, 60_000);
