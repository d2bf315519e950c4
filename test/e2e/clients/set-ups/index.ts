export * from './set-up';
export * from './write-set-up';
