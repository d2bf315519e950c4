import { refuse } from '../../errors';
import { isUnresolved, requireLiteral } from '../../literals';
import { FederationWarning } from '../../warning';

/** A URL by the rules of OpenID Connect Discovery: no query, no fragment. */
export const ISSUER_URI = /^https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?$/;

const EKS = /^https:\/\/oidc\.eks(?:-fips)?\.[^/]+\//;
const EKS_CLUSTER = /\/id\/[0-9A-Z]{32}$/;

/** Names that only the cluster itself can resolve. */
const INTERNAL = /^https:\/\/(?:localhost|127\.0\.0\.1|kubernetes(?:\.default(?:\.svc(?:\.cluster\.local)?)?)?)(?:[:/]|$)/;

const DESCRIBE = "'aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer --output text'";

/** Requires the issuer of a cluster, and where its keys are not given, one that Google can reach. */
export function validateIssuerUri(value: string, jwksJson: string | undefined): string {
  if (isUnresolved(value)) {
    refuse('issuerUri', value, 'is known only at deployment', `Google needs it at synthesis, so deploy the cluster first, then write out what ${DESCRIBE} prints`);
  }
  const issuer = requireLiteral('issuerUri', value);
  if (issuer.startsWith('arn:')) refuse('issuerUri', issuer, 'is an ARN', `pass the URL that ${DESCRIBE} prints`);
  if (!issuer.startsWith('https://')) {
    refuse('issuerUri', issuer, "does not begin with 'https://'", issuer.includes(':/') ? 'Google trusts issuers by https only' : `pass 'https://${issuer}', as the tokens name it`);
  }
  if (!ISSUER_URI.test(issuer)) refuse('issuerUri', issuer, 'is not the URL of an issuer', `pass host and path without query and fragment, for EKS what ${DESCRIBE} prints`);
  if (EKS.test(issuer) && !EKS_CLUSTER.test(issuer)) refuse('issuerUri', issuer, 'is not the issuer of an EKS cluster', `pass what ${DESCRIBE} prints`);
  if (jwksJson === undefined && INTERNAL.test(issuer)) {
    refuse('issuerUri', issuer, 'is inside of the cluster, where Google cannot fetch its keys', "pass jwksJson as well: what 'kubectl get --raw /openid/v1/jwks' prints");
  }
  return issuer;
}

/** EKS changes its keys, and publishes them. */
export function uploadedKeysWarnings(issuer: string, jwksJson: string | undefined): FederationWarning[] {
  if (jwksJson === undefined || !EKS.test(issuer)) return [];
  return [{
    id: 'cdk-gcp-federation:uploadedKeys',
    message: 'jwksJson is given for an EKS cluster, which changes its keys every week: leave it out, since the issuer is public, also where the endpoint of the API is private',
  }];
}
