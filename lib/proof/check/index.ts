export * from './check';
export { NEVER_ACCEPTED } from './accept';
export * from './check-report';
export { findingDefaults, FINDING_IDS } from './findings/catalogue';
export { type Expectation, parseExpectation, parseExpectations } from './reach/expectations';
