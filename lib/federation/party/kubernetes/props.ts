import { GcpAccess } from '../../access';
import { GcpGrant } from '../../grants/grant';

/**
 * Which Kubernetes service account may act as what in Google Cloud, by the tokens of its own cluster: the one description
 * that both sides are built from.
 *
 * Pass the same object to `GcpKubernetesServiceAccount` (pods) and `GcpFederationStack` (Google). All values are plain
 * literals. No AWS role takes part.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes
 */
export interface GcpKubernetesFederationProps {
  /**
   * Id of the Google Cloud project of the workload identity pool.
   *
   * 6 to 30 lower-case letters, digits and hyphens.
   */
  readonly gcpProjectId: string;

  /**
   * Number of the same project, as `gcloud projects describe PROJECT_ID --format='value(projectNumber)'` prints it.
   */
  readonly gcpProjectNumber: string;

  /**
   * Issuer of the tokens of the cluster, `https://oidc.eks.REGION.amazonaws.com/id/ID` for EKS, as
   * `aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer --output text` prints it.
   *
   * A literal: a cluster has to be there before Google can trust it.
   */
  readonly issuerUri: string;

  /** Namespace of the service account: up to 63 lower-case letters, digits and hyphens. */
  readonly kubernetesNamespace: string;

  /**
   * Name of the Kubernetes service account: lower-case letters, digits, hyphens and dots.
   *
   * Google's subject holds 127 bytes, so that this and the namespace may have 104 characters together.
   */
  readonly kubernetesServiceAccount: string;

  /**
   * The public keys of the cluster, a JSON Web Key Set as `kubectl get --raw /openid/v1/jwks` prints it, for an issuer that
   * Google cannot reach. They are to be uploaded again whenever the cluster changes them.
   *
   * The issuer of an EKS cluster is public, also where the endpoint of its API is private.
   *
   * @default - Google fetches the keys from the issuer
   */
  readonly jwksJson?: string;

  /**
   * Id of the workload identity pool: 4 to 32 lower-case letters, digits and hyphens, not starting with `gcp-`. The
   * cluster needs it for itself: members do not name the provider.
   *
   * @default 'eks-identity-pool'
   */
  readonly poolId?: string;

  /**
   * Id of the pool's provider for the cluster, with the grammar of `poolId`.
   *
   * @default 'eks-provider'
   */
  readonly providerId?: string;

  /**
   * Id of the project that programs work in: what the variables `GOOGLE_CLOUD_PROJECT` and `CLOUDSDK_CORE_PROJECT` name.
   *
   * Google recommends a project of its own for pools; the resources and the billing of programs are then in a different one.
   *
   * @default - `gcpProjectId`
   */
  readonly workloadProjectId?: string;

  /**
   * How the workload reaches Google Cloud resources: as a service account of Google or directly.
   *
   * @default - impersonation of a Google service account of its own, `NAME-HASH`: the name in lower case, up to 21
   * characters, and 8 digits of a hash over issuer, namespace and name
   */
  readonly access?: GcpAccess;

  /**
   * What the identity may do in Google Cloud.
   *
   * @default - nothing
   */
  readonly grants?: GcpGrant[];
}
