export { GcpFederationValidation, type GcpFederationValidationProps } from './gcp-federation-validation';
