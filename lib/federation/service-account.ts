import { refuse } from './errors';
import { requireLiteral } from './literals';

export const SERVICE_ACCOUNT_ID = /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/;
export const SERVICE_ACCOUNT_EMAIL = /^([a-z][-a-z0-9]{4,28}[a-z0-9])@([a-z][a-z0-9-]{4,28}[a-z0-9])\.iam\.gserviceaccount\.com$/;

/** Requires the id of a service account, the part before the `@`. */
export function validateServiceAccountId(value: string): string {
  const id = requireLiteral('serviceAccountId', value);
  if (id.includes('@')) {
    refuse('serviceAccountId', id, 'is an email', 'pass the part before the @ to create the account, or pass serviceAccountEmail for one that exists');
  }
  if (!SERVICE_ACCOUNT_ID.test(id)) {
    refuse('serviceAccountId', id, 'is not a service account id',
      'pass 6 to 30 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen');
  }
  return id;
}

/** Requires the email of a user-managed service account. */
export function validateServiceAccountEmail(value: string): string {
  const email = requireLiteral('serviceAccountEmail', value);
  if (/@(developer|appspot|cloudservices)\.gserviceaccount\.com$/.test(email)) {
    refuse('serviceAccountEmail', email, 'is a default account, which other workloads share and which often holds the Editor role',
      'create an account of its own with serviceAccountId');
  }
  if (!SERVICE_ACCOUNT_EMAIL.test(email)) {
    refuse('serviceAccountEmail', email, 'is not the email of a user-managed service account', 'pass NAME@PROJECT_ID.iam.gserviceaccount.com');
  }
  return email;
}

export function serviceAccountEmail(accountId: string, projectId: string): string {
  return `${accountId}@${projectId}.iam.gserviceaccount.com`;
}

/** The project that an account lives in, which is not always that of the pool. */
export function projectOfServiceAccount(email: string): string {
  return SERVICE_ACCOUNT_EMAIL.exec(email)![2];
}

/** Full resource name of a service account; the project is that of its email unless given. */
export function serviceAccountResourceName(email: string, project = projectOfServiceAccount(email)): string {
  return `projects/${project}/serviceAccounts/${email}`;
}
