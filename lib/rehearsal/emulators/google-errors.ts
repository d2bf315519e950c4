import { HttpAnswer } from './http-service';

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

/** A denied permission, as IAM writes it. */
export function permissionDenied(step: string, permission: string): Decision {
  return apiError(step, 403, 'PERMISSION_DENIED', `Permission '${permission}' denied on resource (or it may not exist).`, [{
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    'reason': 'IAM_PERMISSION_DENIED',
    'domain': 'iam.googleapis.com',
    'metadata': { permission },
  }]);
}

export function unauthenticated(step: string): Decision {
  return apiError(step, 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials. '
    + 'Expected OAuth 2 access token, login cookie or other valid authentication credential.');
}
