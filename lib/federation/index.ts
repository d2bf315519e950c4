export { GcpAccess, type GcpImpersonationOptions } from './access';
export { GcpGrant, type GcpGrantCondition, type GcpProjectGrantOptions } from './grant';
export type { GcpFederationProps } from './props';
export { GcpSubject } from './subject';
