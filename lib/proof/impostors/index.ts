export * from './forged-claims';
export * from './identities';
export * from './service-accounts';
