export type { BoundGrant } from './bound-grant';
export { directAccessWarnings, requireUsableDirectly } from './direct-access';
export { distinctGrants, grantKey } from './distinct-grants';
export { validateCondition, type GcpGrantCondition } from './grant-condition';
export * from './grant-options';
export { grantWarnings } from './grant-warnings';
export { GOOGLE_ROLE, validateGoogleRole } from './google-role';
export { OTHER_ARGUMENT, OTHER_TYPE, validateOtherArguments, validateOtherType } from './other-resource';
export { describeResource, fullName, isKnown, KINDS, type ResourceKind } from './resource-kinds';
