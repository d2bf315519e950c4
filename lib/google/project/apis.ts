import { GoogleElement } from '../element';
import { GoogleSideOptions } from '../options';

const POOL_APIS = ['iam', 'sts', 'iamcredentials', 'cloudresourcemanager'];

const SERVICE_ACCOUNT_APIS = ['iam', 'iamcredentials'];

/** The API that sets organization policies is served in the name of the project that is charged for it. */
const ORGANIZATION_POLICY_API = 'orgpolicy';

/** Returns the APIs that a federation needs in the project of its pool. */
export function poolApis(scope: readonly string[], project: string, options: GoogleSideOptions): GoogleElement[] {
  return [...POOL_APIS, ...options.restrictAwsAccounts ? [ORGANIZATION_POLICY_API] : []].map(api => enabledApi([...scope, `api-${api}`], project, api));
}

/** Returns the APIs that a federation needs in a project that holds a service account only. */
export function serviceAccountApis(scope: readonly string[], project: string): GoogleElement[] {
  return SERVICE_ACCOUNT_APIS.map(api => enabledApi([...scope, `api-${api}-${project}`], project, api));
}

/** APIs stay enabled when the federation is destroyed, and so does whatever depends on them: others may use them. */
function enabledApi(path: readonly string[], project: string, api: string): GoogleElement {
  return {
    kind: 'api',
    isLookup: false,
    path,
    type: 'google_project_service',
    arguments: { disable_dependent_services: false, disable_on_destroy: false, project, service: `${api}.googleapis.com` },
    after: [],
    purpose: `The API ${api}.googleapis.com, which the token exchange needs. It stays enabled when this configuration is destroyed.`,
  };
}
