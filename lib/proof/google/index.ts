export * from './admission';
export * from './extract';
export * from './google-configuration';
export * from './google-policy';
export * from './iam-condition';
export * from './identity';
export * from './member';
export * from './predefined-roles';
