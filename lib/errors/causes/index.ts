import { ACCESS_CAUSES } from './access';
import { AWS_CREDENTIAL_CAUSES } from './aws-credentials';
import { DEPLOYMENT_CAUSES } from './deployment';
import { ENVIRONMENT_CAUSES } from './environment';
import { EXCHANGE_CAUSES } from './exchange';
import { MACHINE_CAUSES } from './machine';
import { OWN_CAUSES } from './own';
import { PROGRAM_CAUSES } from './program';
import { Cause } from '../known-error';

const BY_ID = {
  ...ENVIRONMENT_CAUSES,
  ...PROGRAM_CAUSES,
  ...AWS_CREDENTIAL_CAUSES,
  ...EXCHANGE_CAUSES,
  ...ACCESS_CAUSES,
  ...DEPLOYMENT_CAUSES,
  ...MACHINE_CAUSES,
  ...OWN_CAUSES,
};

export type CauseId = keyof typeof BY_ID;

/** Every cause by its stable id, with the commands that confirm it and its fix. */
export const CAUSES: Readonly<Record<CauseId, Cause>> = BY_ID;
