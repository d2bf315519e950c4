import { refuse } from '../errors';
import { requireLiteral } from '../literals';
import { SERVICE_ACCOUNT_EMAIL, validateServiceAccountEmail } from '../service-account';

/** The grammar of one kind of name. */
export interface NameRule {
  readonly pattern: RegExp;
  /** Requires the grammar of a value. */
  readonly validate: (property: string, value: string) => string;
}

const HYPHENS = 'lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen';

/** The grammar of the names of Google Cloud resources on which roles are granted. */
export const RULES = {
  number: rule(/^[1-9][0-9]{0,18}$/, 'is not a number of a folder or organization', 'pass the digits alone, without "folders/" or "organizations/"'),
  bucket: rule(/^[a-z0-9](?:[a-z0-9._-]{1,220})[a-z0-9]$/, 'is not the name of a bucket',
    'pass 3 to 222 lower-case letters, digits, dots, underscores and hyphens, without "gs://" and without a path'),
  dataset: rule(/^[A-Za-z0-9_]{1,1024}$/, 'is not the id of a BigQuery dataset', 'pass letters, digits and underscores, without the project'),
  table: rule(/^[\p{L}\p{M}\p{N}\p{Pc}\p{Pd}\p{Zs}]{1,1024}$/u, 'is not the id of a BigQuery table',
    'pass letters, digits, underscores, hyphens and spaces, without project and dataset, and no wildcard'),
  pubSub: rule(/^(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/, 'is not the name of a Pub/Sub resource',
    "pass the last part of its name alone: 3 to 255 letters, digits and ._~+%-, starting with a letter, not with 'goog'"),
  secret: rule(/^[A-Za-z0-9_-]{1,255}$/, 'is not the id of a secret', 'pass 1 to 255 letters, digits, underscores and hyphens, without the project'),
  location: rule(/^[a-z][a-z0-9-]{1,62}$/, 'is not a location', "pass its id, such as 'europe-west1', 'eu' or 'global'"),
  kms: rule(/^[A-Za-z0-9_-]{1,63}$/, 'is not the name of a Cloud KMS key or key ring', 'pass 1 to 63 letters, digits, underscores and hyphens, without its parents'),
  cloudRun: rule(/^[a-z](?:[a-z0-9-]{0,47}[a-z0-9])?$/, 'is not the name of a Cloud Run service', `pass 1 to 49 ${HYPHENS}`),
  repository: rule(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is not the name of an Artifact Registry repository', `pass 1 to 63 ${HYPHENS}`),
  spannerInstance: rule(/^[a-z][a-z0-9-]{0,62}[a-z0-9]$/, 'is not the id of a Spanner instance', `pass 2 to 64 ${HYPHENS}`),
  spannerDatabase: rule(/^[a-z][a-z0-9_-]{0,28}[a-z0-9]$/, 'is not the id of a Spanner database',
    'pass 2 to 30 lower-case letters, digits, underscores and hyphens, starting with a letter and ending with a letter or digit'),
  serviceAccount: { pattern: SERVICE_ACCOUNT_EMAIL, validate: (_: string, value: string) => validateServiceAccountEmail(value) },
};

function rule(pattern: RegExp, problem: string, fix: string): NameRule {
  return {
    pattern,
    validate: (property, value) => {
      const name = requireLiteral(property, value);
      return pattern.test(name) ? name : refuse(property, name, problem, fix);
    },
  };
}
