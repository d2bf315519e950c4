import { ERROR_IDS, ERRORS } from './catalogue';
import { CauseId } from './causes';
import { pageAddress } from './documentation';
import { troubleshootingPage } from './troubleshooting-page';

/** Returns where to read about a cause: the page of the first error that it is a cause of. */
export function troubleshootingPageOfCause(cause: CauseId): string {
  const error = ERROR_IDS.find(id => (ERRORS[id].causes as readonly CauseId[]).includes(cause));
  return error === undefined ? pageAddress('doctor.md') : troubleshootingPage(error);
}
