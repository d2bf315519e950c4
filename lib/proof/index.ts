export * from './check';
export * from './cloudformation';
export * from './credential-config';
export * from './determined';
export * from './google';
export * from './input-error';
export * from './terraform';
