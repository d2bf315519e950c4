export * from './missing';
export * from './private-network';
export * from './scripts';
