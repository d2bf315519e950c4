import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';
import { GcpFederationOptions } from './gcp-federation-props';

const POOL_APIS = ['iam', 'sts', 'iamcredentials', 'cloudresourcemanager'];

const SERVICE_ACCOUNT_APIS = ['iam', 'iamcredentials'];

/** What sets organization policies is served in the name of the project that is charged for it. */
const ORGANIZATION_POLICY_API = 'orgpolicy';

/** Enables the APIs that a federation needs in the project of its pool. */
export function enableProjectServices(scope: Construct, gcpProjectId: string, options: GcpFederationOptions): ProjectService[] {
  return [...POOL_APIS, ...options.restrictAwsAccounts ? [ORGANIZATION_POLICY_API] : []].map(api => enable(scope, `api-${api}`, gcpProjectId, api));
}

/** Enables the APIs that a federation needs in a project that holds a service account only. */
export function enableServiceAccountServices(scope: Construct, project: string): ProjectService[] {
  return SERVICE_ACCOUNT_APIS.map(api => enable(scope, `api-${api}-${project}`, project, api));
}

/** They stay enabled when the federation is destroyed, and so does whatever depends on them: others may use them. */
function enable(scope: Construct, id: string, project: string, api: string): ProjectService {
  return new ProjectService(scope, id, {
    project,
    service: `${api}.googleapis.com`,
    disableOnDestroy: false,
    disableDependentServices: false,
  });
}
