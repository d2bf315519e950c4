import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Estate, GoogleControlPlane } from './google-control-plane';
import { listen } from '../../../lib/rehearsal/emulators/http-listener';
import { testCertificate } from '../../../lib/rehearsal/sandbox/test-certificate';

/** Google's APIs at an address, and what makes the Google provider go there. */
export interface GoogleEndpoints {
  readonly google: GoogleControlPlane;
  /** For whoever calls: the endpoints, the certificate authority, and a proxy that lets nothing out. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where callers wanted to go beside the stand-ins. */
  readonly strayed: readonly string[];
  /** The address of an API, such as `iam/v1`. */
  url(api: string): string;
  /** Calls an API as an administrator, without a network. */
  call(method: string, path: string): { readonly status: number; readonly body: string };
  close(): Promise<void>;
}

/** What the stand-ins take for the token of an administrator. */
export const ADMINISTRATOR_TOKEN = 'ya29.engine-tier';

/** Variables of the provider, and the base paths that they stand for, as the provider knows them. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  GOOGLE_ARTIFACT_REGISTRY_CUSTOM_ENDPOINT: 'artifactregistry/v1/',
  GOOGLE_BIG_QUERY_CUSTOM_ENDPOINT: 'bigquery/bigquery/v2/',
  GOOGLE_CLOUD_RUN_V2_CUSTOM_ENDPOINT: 'run/v2/',
  GOOGLE_IAM_BETA_CUSTOM_ENDPOINT: 'iam/v1/',
  GOOGLE_IAM_CUSTOM_ENDPOINT: 'iam/v1/',
  GOOGLE_KMS_CUSTOM_ENDPOINT: 'cloudkms/v1/',
  GOOGLE_ORG_POLICY_CUSTOM_ENDPOINT: 'orgpolicy/v2/',
  GOOGLE_PUBSUB_CUSTOM_ENDPOINT: 'pubsub/v1/',
  GOOGLE_RESOURCE_MANAGER_CUSTOM_ENDPOINT: 'cloudresourcemanager/v1/',
  GOOGLE_RESOURCE_MANAGER_V3_CUSTOM_ENDPOINT: 'cloudresourcemanager/v3/',
  GOOGLE_SECRET_MANAGER_CUSTOM_ENDPOINT: 'secretmanager/v1/',
  GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT: 'serviceusage/v1/',
  GOOGLE_SPANNER_CUSTOM_ENDPOINT: 'spanner/v1/',
  GOOGLE_STORAGE_CUSTOM_ENDPOINT: 'storage/storage/v1/',
};

/**
 * Puts stand-ins at an address of their own, by TLS: for other addresses the provider mistakes the version in its base
 * paths for a part of the path.
 */
export async function googleEndpoints(estate: Estate, folder: string): Promise<GoogleEndpoints> {
  const google = new GoogleControlPlane(estate, ADMINISTRATOR_TOKEN);
  const certificate = testCertificate(folder, ['localhost']);
  const listener = await listen(() => google, { tls: certificate });
  const strayed: string[] = [];
  const proxy = createServer((_, response) => { response.writeHead(403).end(); });
  proxy.on('connect', (request, socket) => {
    strayed.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>(resolve => { proxy.listen(0, '127.0.0.1', resolve); });
  const url = (api: string) => `https://localhost:${listener.port}/${api}`;
  return {
    google,
    strayed,
    url,
    call: (method, path) => {
      const { status, body } = google.answer({
        method, path: `/${path}`, query: new URLSearchParams(), headers: { authorization: `Bearer ${ADMINISTRATOR_TOKEN}` }, body: '',
      });
      return { status, body: JSON.stringify(body) };
    },
    environment: {
      ...Object.fromEntries(Object.entries(ENDPOINTS).map(([name, path]) => [name, url(path)])),
      GOOGLE_OAUTH_ACCESS_TOKEN: ADMINISTRATOR_TOKEN,
      SSL_CERT_FILE: certificate.authorityFile,
      HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      NO_PROXY: 'localhost',
    },
    close: async () => {
      await listener.close();
      await new Promise<void>(resolve => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      });
    },
  };
}
