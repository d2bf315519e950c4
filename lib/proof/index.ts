export * from './check';
export * from './inputs/cloudformation';
export * from './inputs/credential-config';
export * from './determined';
export * from './policy';
export * from './inputs/input-error';
export { tokenImpostors } from './impostors';
export * from './inputs/terraform';
