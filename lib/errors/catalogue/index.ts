import { ACCESS_ERRORS } from './access';
import { AWS_CREDENTIAL_ERRORS } from './aws-credentials';
import { DEPLOYMENT_ERRORS } from './deployment';
import { EXCHANGE_ERRORS } from './exchange';
import { PROGRAM_ERRORS } from './program';
import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

/** In the order in which a token takes its way; what deploys the two sides comes last. */
const BY_ID = {
  ...PROGRAM_ERRORS,
  ...AWS_CREDENTIAL_ERRORS,
  ...EXCHANGE_ERRORS,
  ...ACCESS_ERRORS,
  ...DEPLOYMENT_ERRORS,
};

export type ErrorId = keyof typeof BY_ID;

/** Every known error by its stable id, which is also its anchor on the troubleshooting page. */
export const ERRORS: Readonly<Record<ErrorId, ErrorKind<CauseId>>> = BY_ID;

export const ERROR_IDS = Object.keys(BY_ID) as readonly ErrorId[];
