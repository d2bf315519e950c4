import { newFolder, PROPS } from './configurations';
import { GRANTS } from './grants';
import { GoogleEndpoints, googleEndpoints } from './stand-ins';

export const POOL = `projects/${PROPS.gcpProjectNumber}/locations/global/workloadIdentityPools/aws-identity-pool`;
export const PROVIDER = `${POOL}/providers/aws-provider`;
export const EMAIL = `gcs-reader-b8ee5d75@${PROPS.gcpProjectId}.iam.gserviceaccount.com`;

const started: GoogleEndpoints[] = [];
afterAll(async () => { await Promise.all(started.map(async endpoints => endpoints.close())); });

/** A Google Cloud with the project of the federation, another one, and everything that the grants are on; closed after the tests. */
export async function startGoogle(): Promise<GoogleEndpoints> {
  const endpoints = await googleEndpoints({
    projects: [
      { projectId: PROPS.gcpProjectId, projectNumber: PROPS.gcpProjectNumber },
      { projectId: 'other-project', projectNumber: '987654321098' },
    ],
    resources: GRANTS.map(([, resource]) => resource),
  }, newFolder());
  started.push(endpoints);
  endpoints.google.serviceAccounts.make(PROPS.gcpProjectId, 'deployer');
  return endpoints;
}
