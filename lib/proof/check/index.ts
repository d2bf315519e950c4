export * from './check';
export * from './check-report';
export { findingDefaults, FINDING_IDS } from './findings/catalogue';
