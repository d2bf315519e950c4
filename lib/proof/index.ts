export * from './check';
export * from './inputs/cloudformation';
export * from './inputs/credential-config';
export * from './determined';
export * from './policy';
export * from './inputs/input-error';
export { tokenStrangers } from './strangers';
export * from './inputs/terraform';
