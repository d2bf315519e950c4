import { ITerraformDependable } from 'cdktf';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';
import { GoogleSideOptions } from '../google/options';

export type { GcpTakeOver } from '../google/options';

/** Options of the Google side of a federation in CDKTF. */
export interface GcpFederationOptions extends GoogleSideOptions {
  /**
   * The elements that have to exist before the pool.
   *
   * @default - none
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** Description of a federation for the Google side. */
export interface GcpFederationConstructProps extends GcpFederationProps, GcpFederationOptions {}

/** Description of a federation of Kubernetes service accounts for the Google side. */
export interface GcpKubernetesFederationConstructProps extends GcpKubernetesFederationProps, GcpFederationOptions {}

/** Description of a federation of either kind for the Google side. */
export type GcpAnyFederationConstructProps = GcpFederationConstructProps | GcpKubernetesFederationConstructProps;
