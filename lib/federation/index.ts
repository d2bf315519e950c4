export { GcpAccess, GcpImpersonationOptions } from './access';
export { GcpGrant, GcpGrantCondition, GcpProjectGrantOptions } from './grant';
export { GcpFederationProps } from './props';
export { GcpSubject } from './subject';
