import { IntendedRole } from '../../impostors';
import { Provider } from '../../policy';

/** Workload that uses a Google identity on purpose, as its credential configuration says. */
export interface Use {
  /** Name of the workload, or the expectation as it was written. */
  readonly by: string;
  /** Provider to which it presents its token, and the full name of its pool. @default - not known */
  readonly provider?: Provider;
  readonly pool?: string;
  /** Role or subject that it comes as. @default - not known before deployment */
  readonly caller?: { readonly role: IntendedRole } | { readonly subject: string; readonly issuer?: string; readonly audience?: string };
  /** Service account as which it acts; without an email if that is not known. @default - direct access */
  readonly serviceAccount?: { readonly email?: string };
}
