import './require-peers';

export * from '../federation';
export * from './admitted-role';
export * from './gcp-federation';
export * from './gcp-federation-stack';
