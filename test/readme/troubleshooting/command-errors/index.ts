import { CommandError } from './command-error';
import { INPUT_ERRORS } from './inputs';
import { REHEARSAL_ERRORS } from './rehearsal';
import { WRITING_ERRORS } from './writing';

export * from './command-error';

/** In the order in which a newcomer meets them. */
export const COMMAND_ERRORS: readonly CommandError[] = [...INPUT_ERRORS, ...REHEARSAL_ERRORS, ...WRITING_ERRORS];
