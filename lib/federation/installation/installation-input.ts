import { refuse } from '../errors';

/** What happens at the boot of an instance on which the credential configuration cannot be installed. */
export enum InstallationFailureAction {
  /**
   * The commands after the installation run, without Google Cloud credentials. The failure is in a file, in the system
   * log and on the console; cloud-init reports the boot as done.
   */
  CONTINUE = 'continue',

  /** The user data ends there with an exit code, so that cloud-init reports an error. */
  FAIL_BOOT = 'fail-boot',
}

/** Requires one of the actions. */
export function validateFailureAction(value: string): InstallationFailureAction {
  const actions = Object.values(InstallationFailureAction);
  return actions.find(action => action === value)
    ?? refuse('onFailure', value, 'is not an action', `pass ${actions.map(action => `'${action}'`).join(' or ')}`);
}

/** What the commands of an instance install. None of the values holds a quote, a space or anything else that a shell would read. */
export interface InstallationInput {
  readonly credentialConfigPath: string;
  readonly credentialConfig: string;
  /** Id of the project that programs work in. */
  readonly workloadProjectId: string;
  /** @default InstallationFailureAction.CONTINUE */
  readonly onFailure?: InstallationFailureAction;
}
