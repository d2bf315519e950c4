export * from './check';
export * from './check-report';
export { FINDING_IDS } from './findings/catalogue';
