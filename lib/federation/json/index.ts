export {
  anyFederationPropsFromJson, FEDERATION, federationPropsFromJson, KUBERNETES_FEDERATION, kubernetesFederationPropsFromJson,
} from './federation-form';
