import { refuse } from './errors';
import { requireLiteral } from './literals';

export const PROJECT_ID = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

export const PROJECT_NUMBER = /^[1-9][0-9]{0,18}$/;

/** Requires the id of a Google Cloud project. */
export function validateProjectId(property: string, value: string): string {
  const id = requireLiteral(property, value);
  if (/^\d+$/.test(id)) {
    refuse(property, id, 'is a project number', 'pass the project id here, and the number as gcpProjectNumber');
  }
  if (!PROJECT_ID.test(id)) {
    refuse(property, id, 'is not a Google Cloud project id',
      'pass 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen');
  }
  return id;
}

/** Requires the number of a Google Cloud project. */
export function validateProjectNumber(value: string, projectId: string): string {
  const number = requireLiteral('gcpProjectNumber', value);
  if (!PROJECT_NUMBER.test(number)) {
    refuse('gcpProjectNumber', number, 'is not a project number',
      `pass the digits that "gcloud projects describe ${projectId} --format='value(projectNumber)'" prints; Google knows the members of a pool by number, never by project id`);
  }
  return number;
}
