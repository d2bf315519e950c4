export { GcpAccess, type GcpImpersonationOptions } from './access';
export { GcpGrant } from './grants/grant';
export type {
  GcpConditionalResourceGrantOptions, GcpGrantCondition, GcpGrantOptions, GcpKmsKeyGrantOptions,
  GcpLocatedResourceGrantOptions, GcpOtherResourceGrantOptions, GcpProjectGrantOptions, GcpResourceGrantOptions,
} from './grants';
export { InstallationFailureAction } from './installation/installation-input';
export type { GcpKubernetesFederationProps } from './party/kubernetes/props';
export type { GcpFederationProps } from './props';
export { GcpSubject } from './subject';
