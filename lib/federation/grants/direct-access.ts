import { refusalOf } from '../errors';
import { FederationWarning } from '../warning';
import { BoundGrant } from './bound-grant';
import { describeResource } from './resource-kinds';

/** Roles that are of use only with an ID token. */
const NEEDS_ID_TOKEN = ['roles/iap.httpsResourceAccessor', 'roles/cloudfunctions.invoker', 'roles/run.servicesInvoker'];

/** Of use with an ID token on services, and with an access token on jobs. */
const RUN_INVOKER = 'roles/run.invoker';

const SIGNERS = ['roles/iam.serviceAccountTokenCreator', 'roles/iam.serviceAccountOpenIdTokenCreator'];

/**
 * Refuses what a federated identity without a service account cannot use: Cloud Run, Cloud Functions and IAP admit
 * callers by ID token only, and only a service account gets those.
 */
export function requireUsableDirectly(grants: readonly BoundGrant[]): void {
  for (const grant of grants) {
    if (!NEEDS_ID_TOKEN.includes(grant.role) && !(grant.role === RUN_INVOKER && grant.resource === 'cloudRunService')) continue;
    throw refusalOf('grants', `grants hold '${grant.role}' on ${describeResource(grant)}, which direct access cannot use: it is called with an ID token, `
      + 'which only a service account gets, so pass access: GcpAccess.impersonation({ serviceAccountId })');
  }
}

/** Warns of what direct access uses in part only. */
export function directAccessWarnings(grants: readonly BoundGrant[]): FederationWarning[] {
  return grants.flatMap(grant => {
    if (grant.role === RUN_INVOKER) {
      return [warning(grant, 'lets direct access run jobs, but not call services: those want an ID token, which only a service account gets')];
    }
    if (!SIGNERS.includes(grant.role)) return [];
    return [warning(grant, 'does not let client libraries sign URLs or mint ID tokens in direct access: their own requests name no service account; '
      + 'pass access: GcpAccess.impersonation({ serviceAccountEmail }), or call the IAM Service Account Credentials API yourself')];
  });
}

function warning(grant: BoundGrant, message: string): FederationWarning {
  return { id: 'cdk-gcp-federation:directAccess', message: `grant '${grant.role}' on ${describeResource(grant)} ${message}` };
}
