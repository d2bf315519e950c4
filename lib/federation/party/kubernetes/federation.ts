import { uploadedKeysWarnings, validateIssuerUri } from './issuer';
import { validateJwks } from './jwks';
import { defaultAccountWarnings, validateKubernetesSubject } from './names';
import { GcpKubernetesFederationProps } from './props';
import { kubernetesServiceAccountId } from '../../default-service-account';
import { PoolFederation, resolveAccess, resolvePool } from '../../federation';
import { subjectPrincipal, tokenAudience } from '../../names';
import { KubernetesCluster } from '../kubernetes-cluster';

export const DEFAULT_KUBERNETES_POOL_ID = 'eks-identity-pool';
export const DEFAULT_KUBERNETES_PROVIDER_ID = 'eks-provider';

/** Every string on which a Kubernetes cluster and Google must agree, computed once. */
export interface KubernetesFederation extends PoolFederation {
  readonly issuerUri: string;
  /** Without white space. @default - Google fetches the keys from the issuer */
  readonly jwksJson?: string;
  readonly kubernetesNamespace: string;
  readonly kubernetesServiceAccount: string;
  /** `system:serviceaccount:NAMESPACE:NAME`, the value of `google.subject`. */
  readonly kubernetesSubject: string;
  /** The audience that the tokens of the cluster have to name. */
  readonly tokenAudience: string;
}

/** Validates a description and derives everything from it. Throws before anything is created. */
export function resolveKubernetesFederation(props: GcpKubernetesFederationProps): KubernetesFederation {
  const pool = resolvePool(props, DEFAULT_KUBERNETES_POOL_ID, DEFAULT_KUBERNETES_PROVIDER_ID);
  const { kubernetesNamespace, kubernetesServiceAccount } = props;
  const issuerUri = validateIssuerUri(props.issuerUri, props.jwksJson);
  const jwksJson = props.jwksJson === undefined ? undefined : validateJwks(props.jwksJson);
  const subject = validateKubernetesSubject(kubernetesNamespace, kubernetesServiceAccount);
  const audience = tokenAudience(pool.providerResourceName);
  const party = new KubernetesCluster(issuerUri, audience, jwksJson);
  const warnings = [...uploadedKeysWarnings(issuerUri, jwksJson), ...defaultAccountWarnings(kubernetesNamespace, kubernetesServiceAccount)];

  return {
    ...pool,
    party,
    workloadName: `${kubernetesNamespace}/${kubernetesServiceAccount}`,
    admittedIdentity: subject,
    ...resolveAccess(props, pool, {
      principalSet: subjectPrincipal(pool.poolResourceName, subject),
      ownAccountId: kubernetesServiceAccountId(issuerUri, kubernetesNamespace, kubernetesServiceAccount),
      warnings,
    }),
    issuerUri,
    jwksJson,
    kubernetesNamespace,
    kubernetesServiceAccount,
    kubernetesSubject: subject,
    tokenAudience: audience,
    attributeMapping: { 'google.subject': 'assertion.sub' },
    attributeCondition: party.condition([subject]),
  };
}
