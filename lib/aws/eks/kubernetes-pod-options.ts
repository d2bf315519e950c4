/** How the containers of a pod receive the token of their Kubernetes service account for Google. */
export interface GcpKubernetesPodOptions {
  /**
   * Names of containers that are left as they are.
   *
   * @default - every container receives the configuration and the token
   */
  readonly excludeContainers?: string[];

  /**
   * How long a token lives, in seconds, 600 to 86400. Kubernetes renews it well before; Google's clients read it anew for
   * each exchange.
   *
   * @default 3600
   */
  readonly tokenExpirationSeconds?: number;
}
