export { type AnyFederationProps, type PartyKind, partyKindOf, resolveAnyFederation } from './parties';
export { type ProviderTrust, requireEqual, type TrustedParty } from './trusted-party';
