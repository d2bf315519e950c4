export * from './check';
export * from './cloudformation';
export * from './credential-config';
export * from './determined';
export * from './google';
export * from './input-error';
export { tokenStrangers } from './strangers';
export * from './terraform';
