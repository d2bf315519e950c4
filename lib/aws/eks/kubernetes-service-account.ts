import { GcpKubernetesPodOptions } from './kubernetes-pod-options';
import { deliverTo, PodSpec, requirePodSpec, VOLUME } from './pod-spec';
import { refuse, withSubject } from '../../federation/errors';
import { tokenFileCredentialConfig } from '../../federation/installation/credential-config';
import { CREDENTIAL_CONFIG_FILE, ISSUER_ANNOTATION, POD_TOKEN_FILE, POD_TOKEN_PATH } from '../../federation/installation/installation';
import { readArgument } from '../../federation/json/argument';
import { text } from '../../federation/json/form';
import { LIMITS } from '../../federation/limits';
import { GcpKubernetesFederationProps, KubernetesFederation, resolveKubernetesFederation } from '../../federation/party/kubernetes';
import { readKubernetesFederationFile } from '../ec2/user-data/federation-file';
import { KUBERNETES_PROPS } from '../forms/role-forms';
import { KUBERNETES_POD_OPTIONS } from '../forms/workload-forms';

const DEFAULT_TOKEN_SECONDS = 3600;

/**
 * A Kubernetes service account that Google Cloud admits by the tokens of its cluster, and what its pods need for that: a
 * ConfigMap, and a volume with a token. No AWS role, no further container and no key takes part.
 *
 * It makes manifests, for `cluster.addManifest` of `aws-eks` and `aws-eks-v2` and for kubectl alike, and no construct. Pass
 * the same props to `GcpFederationStack` of `cdk-gcp-federation/gcp`, which makes the Google side.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes
 */
export class GcpKubernetesServiceAccount {
  /**
   * A service account described by a JSON file, which the Google side can read as well.
   *
   * Throws, with file and line, where the file cannot be read or what it says is not valid.
   *
   * @param file path of the file; its JSON Schema is `cdk-gcp-federation/schema/kubernetes-federation.schema.json`
   */
  public static fromJsonFile(file: string): GcpKubernetesServiceAccount {
    return new GcpKubernetesServiceAccount(readKubernetesFederationFile(readArgument(text(), file, 'file')));
  }

  /**
   * The credential configuration for Google's clients in the pods, byte for byte as gcloud writes it. It holds no secret.
   *
   * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes#deploy
   */
  public readonly credentialConfig: string;

  /** The IAM member that Google knows the service account by. */
  public readonly principal: string;

  /** The manifest of the ConfigMap with the credential configuration, which the pods mount. One for all of them. */
  public readonly configMap: any;

  private readonly federation: KubernetesFederation;

  /** Throws where a property is outside of Kubernetes' or Google's grammar and limits, or known only at deployment. */
  constructor(props: GcpKubernetesFederationProps) {
    this.federation = withSubject(subjectOf(props), () => resolveKubernetesFederation(readArgument(KUBERNETES_PROPS, props, 'props')));
    this.principal = this.federation.principalSet;
    this.credentialConfig = tokenFileCredentialConfig(this.federation, POD_TOKEN_PATH);
    this.configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: this.configMapName(),
        namespace: this.federation.kubernetesNamespace,
        annotations: { [ISSUER_ANNOTATION]: this.federation.issuerUri },
      },
      data: { [CREDENTIAL_CONFIG_FILE]: this.credentialConfig },
    };
  }

  /**
   * A copy of the specification of a pod in which Google's clients, as they are, act as this service account.
   *
   * Its containers mount the ConfigMap and a token of the service account for Google, which Kubernetes renews, and have the
   * variables set by which clients find them. The pod has to be in the namespace of the service account.
   *
   * Throws where the pod has another service account, where a container points to other credentials, and where the lifetime
   * of the token is out of range.
   *
   * @param spec what stands under `spec` of a Pod, or under `spec.template.spec` of a Deployment; it is left as it is
   * @param options the token, and containers that are left as they are
   */
  public podWithCredentials(spec: any, options: GcpKubernetesPodOptions = {}): any {
    return withSubject(subjectOf(this.federation), () => this.deliverTo(requirePodSpec(spec), readArgument(KUBERNETES_POD_OPTIONS, options, 'options')));
  }

  private deliverTo(pod: PodSpec, options: GcpKubernetesPodOptions): object {
    const { workloadProjectId, kubernetesServiceAccount: name } = this.federation;
    if (pod.serviceAccountName !== undefined && pod.serviceAccountName !== name) {
      refuse('serviceAccountName', pod.serviceAccountName, `of the pod is not kubernetesServiceAccount '${name}'`, 'make both equal, or leave it out');
    }
    return {
      ...pod,
      serviceAccountName: name,
      ...pod.initContainers && { initContainers: deliverTo(pod.initContainers, workloadProjectId, options.excludeContainers) },
      containers: deliverTo(pod.containers, workloadProjectId, options.excludeContainers),
      volumes: [...pod.volumes ?? [], this.volume(options.tokenExpirationSeconds ?? DEFAULT_TOKEN_SECONDS)],
    };
  }

  private volume(expirationSeconds: number): object {
    const { minimum, maximum } = LIMITS.podTokenSeconds;
    if (!Number.isInteger(expirationSeconds) || expirationSeconds < minimum || expirationSeconds > maximum) {
      refuse('tokenExpirationSeconds', expirationSeconds, 'is not a lifetime of a token', `pass a whole number of seconds from ${minimum} to ${maximum}`);
    }
    return {
      name: VOLUME,
      projected: {
        sources: [
          { serviceAccountToken: { path: POD_TOKEN_FILE, audience: this.federation.tokenAudience, expirationSeconds } },
          { configMap: { name: this.configMapName(), items: [{ key: CREDENTIAL_CONFIG_FILE, path: CREDENTIAL_CONFIG_FILE }] } },
        ],
      },
    };
  }

  /** Service accounts of one namespace have a ConfigMap each. */
  private configMapName(): string {
    return `${VOLUME}-${this.federation.kubernetesServiceAccount}`;
  }
}

/** The service account as messages call it: there is no construct whose path could tell. */
function subjectOf(props: Partial<Pick<GcpKubernetesFederationProps, 'kubernetesNamespace' | 'kubernetesServiceAccount'>> | undefined): string {
  const { kubernetesNamespace, kubernetesServiceAccount } = props ?? {};
  return typeof kubernetesNamespace === 'string' && typeof kubernetesServiceAccount === 'string'
    ? `service account '${kubernetesNamespace}/${kubernetesServiceAccount}'`
    : 'GcpKubernetesServiceAccount';
}
