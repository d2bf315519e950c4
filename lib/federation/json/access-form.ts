import { strategy, withOptions, word } from './strategy-form';
import { GcpAccess, IMPERSONATION } from '../access';

/** The JSON form of `GcpAccess`. */
export const ACCESS = strategy<GcpAccess>('GcpAccess', {
  impersonation: withOptions('GcpAccess.impersonation', IMPERSONATION, options => GcpAccess.impersonation(options)),
  direct: word('GcpAccess.direct', () => GcpAccess.direct()),
});
