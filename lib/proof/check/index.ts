export * from './check';
export * from './check-report';
