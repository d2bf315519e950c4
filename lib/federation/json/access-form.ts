import { GcpAccess, GcpImpersonationOptions } from '../access';
import { PROJECT_ID } from '../gcp-project';
import { LIMITS } from '../limits';
import { SERVICE_ACCOUNT_EMAIL, SERVICE_ACCOUNT_ID } from '../service-account';
import { matching, wholeNumber } from './form';
import { object, optional } from './object-form';
import { strategy, withOptions, word } from './strategy-form';

const IMPERSONATION = object<GcpImpersonationOptions>('GcpImpersonationOptions', {
  serviceAccountId: optional(matching(SERVICE_ACCOUNT_ID)),
  serviceAccountProject: optional(matching(PROJECT_ID)),
  serviceAccountEmail: optional(matching(SERVICE_ACCOUNT_EMAIL)),
  tokenLifetimeSeconds: optional(wholeNumber(LIMITS.tokenLifetimeSeconds)),
}, {
  not: {
    required: ['serviceAccountEmail'],
    anyOf: [{ required: ['serviceAccountId'] }, { required: ['serviceAccountProject'] }],
  },
});

/** The JSON form of `GcpAccess`. */
export const ACCESS = strategy<GcpAccess>('GcpAccess', {
  impersonation: withOptions('GcpAccess.impersonation', IMPERSONATION, options => GcpAccess.impersonation(options)),
  direct: word('GcpAccess.direct', () => GcpAccess.direct()),
});
