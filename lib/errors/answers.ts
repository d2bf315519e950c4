import { ErrorId, ERRORS } from './catalogue';
import { LIMITS } from '../federation/limits';

/** An error as a service answers it. */
export interface Answer {
  readonly status: number;
  /** The code of the error: of OAuth in lower case, of an API in capitals. */
  readonly code: string;
  readonly message: string;
  /** The method that answers so, if the words alone do not tell. @default - the words tell */
  readonly method?: string;
}

const GENERATE_TOKEN = 'iam.serviceAccounts.getAccessToken';

/** What Google answers, word for word; values are in braces. Clients and emulators show exactly this. */
const ANSWERS = {
  'audience-malformed': { status: 400, code: 'invalid_request', message: 'Invalid value for "audience".' },
  'provider-not-found': {
    status: 400,
    code: 'invalid_target',
    message: 'The target service indicated by the "audience" parameters is invalid. This might either be because the '
      + "pool or provider is disabled or deleted or because it doesn't exist.",
  },
  'attribute-condition': {
    status: 400, code: 'unauthorized_client', message: 'The given credential is rejected by the attribute condition.',
  },
  'subject-too-long': {
    status: 400,
    code: 'invalid_request',
    message: `The size of mapped attribute google.subject exceeds the ${LIMITS.subjectBytes} bytes limit. Either `
      + 'modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than '
      + `${LIMITS.subjectBytes} bytes.`,
  },
  'subject-not-mapped': {
    status: 400,
    code: 'unauthorized_client',
    message: 'Could not obtain a value for google.subject from the given credential.',
  },
  'mapping-not-evaluated': {
    status: 400, code: 'invalid_request', message: 'The mapped attribute {attribute} must be of type STRING.',
  },
  'token-issuer': {
    status: 400,
    code: 'invalid_grant',
    message: 'The issuer in ID Token {issuer} does not match the expected ones: {expected}',
  },
  'token-audience': {
    status: 400,
    code: 'invalid_grant',
    message: 'The audience in ID Token [{audience}] does not match the expected audience {expected}',
  },
  'token-stale': { status: 400, code: 'invalid_grant', message: 'ID Token issued at {time} is stale to sign-in.' },
  'aws-request-malformed': { status: 400, code: 'invalid_grant', message: 'AWS request has invalid format.' },
  'aws-response-invalid': {
    status: 400,
    code: 'invalid_grant',
    message: 'Received invalid AWS response of type {type} with error message: {message}',
  },
  'impersonation-denied': {
    status: 403,
    code: 'PERMISSION_DENIED',
    message: `Permission '${GENERATE_TOKEN}' denied on resource (or it may not exist).`,
  },
  'permission-missing': {
    status: 403,
    code: 'PERMISSION_DENIED',
    message: "Permission '{permission}' denied on resource (or it may not exist).",
  },
  'invalid-argument': {
    status: 400,
    code: 'INVALID_ARGUMENT',
    message: 'Request contains an invalid argument.',
    method: 'generateAccessToken',
  },
  'federated-token-not-taken': {
    status: 401,
    code: 'UNAUTHENTICATED',
    message: 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other '
      + 'valid authentication credential.',
  },
} satisfies Readonly<Partial<Record<ErrorId, Answer>>>;

export type AnsweredErrorId = keyof typeof ANSWERS;

export const ANSWERED_ERROR_IDS = Object.keys(ANSWERS) as readonly AnsweredErrorId[];

/**
 * Returns what the service answers, with the values of this case.
 *
 * Throws if a value is missing.
 *
 * @param values by their name in the words
 */
export function answerOf(id: AnsweredErrorId, values: Readonly<Record<string, string>> = {}): Answer {
  const { message, ...answer }: Answer = ANSWERS[id];
  const filled = message.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`answer '${id}' needs a value for '${name}'`);
    return values[name];
  });
  return { ...answer, message: filled };
}

/** Returns an error as people read it in a log: the answer with its status, or the words of the client. */
export function errorWords(id: ErrorId): string {
  if (!isAnswered(id)) return ERRORS[id].error;
  const { status, code, message, method }: Answer = ANSWERS[id];
  const words = message.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  return `${status} ${code}: ${words}${method === undefined ? '' : ` (${method})`}`;
}

function isAnswered(id: ErrorId): id is AnsweredErrorId {
  return Object.hasOwn(ANSWERS, id);
}
