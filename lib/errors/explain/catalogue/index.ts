import { CatalogueEntry } from '../explanation';
import { AWS_CREDENTIAL_ERRORS } from './aws-credentials';
import { CLIENT_ERRORS } from './clients';
import { GOOGLE_STS_ERRORS } from './google-sts';
import { IMPERSONATION_ERRORS } from './impersonation';
import { KUBERNETES_ERRORS } from './kubernetes';
import { TERRAFORM_ERRORS } from './terraform';

/** Every error that is known, in the order in which a token takes its way. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...CLIENT_ERRORS,
  ...AWS_CREDENTIAL_ERRORS,
  ...GOOGLE_STS_ERRORS,
  ...KUBERNETES_ERRORS,
  ...IMPERSONATION_ERRORS,
  ...TERRAFORM_ERRORS,
];
