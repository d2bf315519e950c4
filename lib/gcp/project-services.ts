import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';

const APIS = ['iam', 'sts', 'iamcredentials', 'cloudresourcemanager'];

/**
 * Enables the APIs that a federation needs.
 *
 * They stay enabled when the federation is destroyed, and so does whatever depends on them: others may use them.
 */
export function enableProjectServices(scope: Construct, gcpProjectId: string): ProjectService[] {
  return APIS.map(api => new ProjectService(scope, `api-${api}`, {
    project: gcpProjectId,
    service: `${api}.googleapis.com`,
    disableOnDestroy: false,
    disableDependentServices: false,
  }));
}
