export * from './aws';
export * from './federation';
