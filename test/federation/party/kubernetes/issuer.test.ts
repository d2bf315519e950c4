import * as fc from 'fast-check';
import { issuerUri } from './arbitraries';
import { validateIssuerUri } from '../../../../lib/federation/party/kubernetes/issuer';
import { messageOf } from '../../messages';

const refusal = (value: string, jwksJson?: string) => messageOf(() => validateIssuerUri(value, jwksJson));
const DESCRIBE = 'aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer --output text';

test('takes the issuers of EKS and others, as they are', () => {
  fc.assert(fc.property(issuerUri, uri => expect(validateIssuerUri(uri, undefined)).toBe(uri)));
});

test('fails when it is known only at deployment, with the way to the literal', () => {
  const message = refusal('${Token[Cluster.OpenIdConnectIssuerUrl.1]}');
  expect(message).toContain('is known only at deployment: Google needs it at synthesis, so deploy the cluster first');
  expect(message).toContain(DESCRIBE);
});

test.each([
  ['oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE', "pass 'https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE'"],
  ['http://issuer.example.com', 'Google trusts issuers by https only'],
  ['arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/E', 'is an ARN'],
  ['https://issuer.example.com/?a=b', 'is not the URL of an issuer'],
  ['https://issuer.example.com/#a', 'is not the URL of an issuer'],
  ['https://user@issuer.example.com', 'is not the URL of an issuer'],
  ['https://', 'is not the URL of an issuer'],
  ['https://oidc.eks.eu-central-1.amazonaws.com/id/', 'is not the issuer of an EKS cluster'],
  ['https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE/keys', 'is not the issuer of an EKS cluster'],
  ['', 'is empty'],
])('fails when it is %j', (value, part) => {
  expect(refusal(value)).toContain(part);
});

test.each(['https://kubernetes.default.svc', 'https://kubernetes.default.svc.cluster.local', 'https://localhost:8443/'])('an issuer that only the cluster reaches needs its keys: %s', value => {
  expect(refusal(value)).toContain('is inside of the cluster, where Google cannot fetch its keys: pass jwksJson as well');
  expect(validateIssuerUri(value, '{}')).toBe(value);
});
