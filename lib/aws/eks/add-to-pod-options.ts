/** How the containers of a Kubernetes pod receive the credential configuration. */
export interface AddToPodOptions {
  /**
   * Image of the container that serves the credentials of the pod: any image for Linux that has Node.js 18 or later as
   * `node` and a shell as `/bin/sh`. Pin it by its digest, or take a copy of your own.
   *
   * @default 'public.ecr.aws/docker/library/node:24-alpine'
   */
  readonly image?: string;

  /**
   * Names of containers that are left as they are.
   *
   * @default - every container receives the configuration
   */
  readonly excludeContainers?: string[];

  /**
   * Whether the pod has the role by IAM roles for service accounts (IRSA), not by EKS Pod Identity.
   *
   * The trust policy for the cluster, and the annotation of the service account, remain yours to make: pass
   * `assumedBy: new iam.OpenIdConnectPrincipal(...)`, or the role of an `eks.ServiceAccount` as `role`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  readonly irsa?: boolean;
}
