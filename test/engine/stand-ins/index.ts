export * from './allow-policies';
export * from './datasets';
export * from './google-control-plane';
export * from './google-endpoints';
export * from './identity-pools';
