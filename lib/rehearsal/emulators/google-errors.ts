import { HttpAnswer } from './http-service';
import { AnsweredErrorId, answerOf } from '../../errors/answers';

/** An answer of a stand-in, with the check that decided. */
export interface Decision extends HttpAnswer {
  readonly step: string;
  /** What the client was told, where it was refused. */
  readonly reason?: string;
  /** As whom the caller was taken. */
  readonly identity?: string;
}

/** An error as an OAuth endpoint of Google writes it. */
export function oauthError(step: string, error: string, description: string): Decision {
  return { step, status: 400, body: { error, error_description: description }, reason: description };
}

/** An error as a Google API writes it. */
export function apiError(step: string, code: number, status: string, message: string, details?: readonly object[]): Decision {
  return { step, status: code, body: { error: { code, message, status, ...details && { details } } }, reason: message };
}

/** A known error as an OAuth endpoint of Google answers it. */
export function knownOauthError(step: string, id: AnsweredErrorId, values?: Readonly<Record<string, string>>): Decision {
  const { code, message } = answerOf(id, values);
  return oauthError(step, code, message);
}

/** A known error as a Google API answers it. */
export function knownApiError(
  step: string, id: AnsweredErrorId, values?: Readonly<Record<string, string>>, details?: readonly object[],
): Decision {
  const { status, code, message } = answerOf(id, values);
  return apiError(step, status, code, message, details);
}

/** A denied permission, as IAM writes it. */
export function permissionDenied(step: string, permission: string): Decision {
  return knownApiError(step, 'permission-missing', { permission }, [{
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    'reason': 'IAM_PERMISSION_DENIED',
    'domain': 'iam.googleapis.com',
    'metadata': { permission },
  }]);
}

export function unauthenticated(step: string): Decision {
  return knownApiError(step, 'federated-token-not-taken');
}
