import { GcpKubernetesFederationProps, resolveKubernetesFederation } from './kubernetes';
import { PoolFederation, resolveFederation } from '../federation';
import { GcpFederationProps } from '../props';

/** A description of any kind. */
export type AnyFederationProps = GcpFederationProps | GcpKubernetesFederationProps;

/** Every kind of trusted party, by the property that only its descriptions have. A new kind is one entry here. */
const PARTIES = {
  issuerUri: resolverOf<GcpKubernetesFederationProps>(resolveKubernetesFederation),
  awsAccountId: resolverOf<GcpFederationProps>(resolveFederation),
} satisfies Readonly<Record<string, (props: AnyFederationProps) => PoolFederation>>;

export type PartyKind = keyof typeof PARTIES;

/** Returns the kind of a description by its properties; an AWS account if nothing tells. */
export function partyKindOf(has: (property: string) => boolean): PartyKind {
  return (Object.keys(PARTIES) as PartyKind[]).find(has) ?? 'awsAccountId';
}

/** Validates a description of any kind, and derives everything from it. Throws before anything is created. */
export function resolveAnyFederation(props: AnyFederationProps): PoolFederation {
  return PARTIES[partyKindOf(property => Object.hasOwn(props, property))](props);
}

function resolverOf<P extends AnyFederationProps>(resolve: (props: P) => PoolFederation): (props: AnyFederationProps) => PoolFederation {
  return props => resolve(props as P);
}
