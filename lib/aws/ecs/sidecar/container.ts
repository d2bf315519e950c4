import { EMULATOR_PROGRAM, EMULATOR_VARIABLES, HEALTHY_FILE } from './program';
import { METADATA_EMULATOR, TASK_CREDENTIAL_CONFIG_FOLDER } from '../../../federation/installation/installation';

/** How the emulator is run as a container, whoever runs it. */
export const EMULATOR = {
  image: 'public.ecr.aws/docker/library/node:24-alpine',
  /**
   * The options hold the process under 64 MB with a hundred clients at once. Machine code would take more than the work
   * is worth, and without it nothing has to be writable and executable.
   */
  command: ['node', '--jitless', '--max-semi-space-size=1', '--max-old-space-size=24', '-e', EMULATOR_PROGRAM],
  /** For a shell: it starts no Node.js. The program itself keeps the file as long as it has usable credentials. */
  healthCheck: `[ -f ${TASK_CREDENTIAL_CONFIG_FOLDER}/${HEALTHY_FILE} ]`,
};

export function emulatorEnvironment(region: string, credentialConfig: string): Record<string, string> {
  return {
    [EMULATOR_VARIABLES.folder]: TASK_CREDENTIAL_CONFIG_FOLDER,
    [EMULATOR_VARIABLES.port]: String(METADATA_EMULATOR.port),
    [EMULATOR_VARIABLES.region]: region,
    [EMULATOR_VARIABLES.credentialConfig]: credentialConfig,
  };
}
