export { FEDERATION, federationPropsFromJson } from './federation-form';
