import { apiError, Decision } from '../../../lib/rehearsal/emulators/google-errors';

/** What ends a call to a stand-in, as Google says it. */
export class Refusal extends Error {
  constructor(readonly decision: Decision) {
    super(decision.reason);
  }
}

export function notFound(message = 'Requested entity was not found.'): Refusal {
  return new Refusal(apiError('existence', 404, 'NOT_FOUND', message));
}

/** Also of what was deleted, where its name stays taken. */
export function alreadyExists(message = 'Requested entity already exists'): Refusal {
  return new Refusal(apiError('existence', 409, 'ALREADY_EXISTS', message));
}

export function invalidArgument(message: string): Refusal {
  return new Refusal(apiError('argument', 400, 'INVALID_ARGUMENT', message));
}

export function failedPrecondition(message: string): Refusal {
  return new Refusal(apiError('precondition', 400, 'FAILED_PRECONDITION', message));
}

export function concurrentChange(): Refusal {
  return new Refusal(apiError('etag', 409, 'ABORTED',
    'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.'));
}

export function permissionDeniedOn(resource: string): Refusal {
  return new Refusal(apiError('permission', 403, 'PERMISSION_DENIED', `The caller does not have permission on ${resource} (or it may not exist).`));
}
