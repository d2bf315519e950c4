import { ACCESS_ERRORS } from './access';
import { AWS_CREDENTIAL_ERRORS } from './aws-credentials';
import { DEPLOYMENT_ERRORS } from './deployment';
import { EXCHANGE_ERRORS } from './exchange';
import { REFUSALS, SYNTHESIS_ERRORS } from './own';
import { PROGRAM_ERRORS } from './program';
import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

/** In the order in which a token takes its way; then what deploys the two sides, then what this package itself says. */
const BY_ID = {
  ...PROGRAM_ERRORS,
  ...AWS_CREDENTIAL_ERRORS,
  ...EXCHANGE_ERRORS,
  ...ACCESS_ERRORS,
  ...DEPLOYMENT_ERRORS,
  ...SYNTHESIS_ERRORS,
  ...REFUSALS,
};

export type ErrorId = keyof typeof BY_ID;

/** Every known error by its stable id, which is also its anchor on the troubleshooting page. */
export const ERRORS: Readonly<Record<ErrorId, ErrorKind<CauseId>>> = BY_ID;

export const ERROR_IDS = Object.keys(BY_ID) as readonly ErrorId[];

/** What the constructs refuse at synthesis, apart from the other errors on the troubleshooting page. */
export const SYNTHESIS_ERROR_IDS = Object.keys(SYNTHESIS_ERRORS) as readonly (keyof typeof SYNTHESIS_ERRORS)[];
