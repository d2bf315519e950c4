export { ANSWERED_ERROR_IDS, type Answer, type AnsweredErrorId, answerOf, errorWords } from './answers';
export { type ErrorId, ERROR_IDS, ERRORS, SYNTHESIS_ERROR_IDS } from './catalogue';
export { type CauseId, CAUSES } from './causes';
export type { Cause, Confirmation, ErrorKind, KnownWords, Place, Sighting } from './known-error';
export { type KnownText, TEXTS } from './texts';
export { troubleshootingPage } from './troubleshooting-page';
