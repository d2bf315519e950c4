export * from './forged-claims';
export * from './identities';
