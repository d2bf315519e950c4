export * from './credential-config';
export * from './find-credential-configs';
