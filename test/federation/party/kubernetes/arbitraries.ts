import * as fc from 'fast-check';
import { GcpKubernetesFederationProps } from '../../../../lib/federation';
import { access, grants, valid } from '../../arbitraries';

const HEX = [...'0123456789ABCDEF'];
const LABEL = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

const label = (longest: number) => fc.tuple(
  fc.constantFrom(...LABEL), fc.string({ unit: fc.constantFrom(...LABEL, '-'), maxLength: longest - 2 }), fc.constantFrom(...LABEL),
).map(parts => parts.join(''));

/** Names that Kubernetes allows, written from its grammar. */
export const kubernetesNames = {
  namespace: fc.oneof(fc.constantFrom(...LABEL), label(50)),
  serviceAccount: fc.oneof(label(40), fc.tuple(label(20), label(20)).map(parts => parts.join('.'))),
};

export const issuerUri = fc.oneof(
  fc.tuple(fc.constantFrom('eu-central-1', 'us-gov-west-1'), fc.string({ unit: fc.constantFrom(...HEX), minLength: 32, maxLength: 32 }))
    .map(([region, id]) => `https://oidc.eks.${region}.amazonaws.com/id/${id}`),
  label(30).map(name => `https://${name}.example.com`),
  label(30).map(name => `https://issuer.example.com:8443/${name}/`),
);

/** Descriptions of Kubernetes service accounts that Google accepts. */
export const kubernetesFederationProps: fc.Arbitrary<GcpKubernetesFederationProps> = fc.record({
  gcpProjectId: valid.gcpProjectId,
  gcpProjectNumber: valid.gcpProjectNumber,
  issuerUri,
  kubernetesNamespace: kubernetesNames.namespace,
  kubernetesServiceAccount: kubernetesNames.serviceAccount,
  poolId: valid.poolOrProviderId,
  providerId: valid.poolOrProviderId,
  access,
  grants,
}, { requiredKeys: ['gcpProjectId', 'gcpProjectNumber', 'issuerUri', 'kubernetesNamespace', 'kubernetesServiceAccount'] });
