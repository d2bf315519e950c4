import * as fc from 'fast-check';
import { GcpAccess, GcpFederationProps, GcpGrant, GcpKubernetesFederationProps } from '../../lib/federation';
import { GoogleSideOptions } from '../../lib/google/options';
import { federationProps, valid } from '../federation/arbitraries';
import { kubernetesFederationProps } from '../federation/party/kubernetes/arbitraries';

export type AnyDescription = GcpFederationProps | GcpKubernetesFederationProps;

const flag = fc.constantFrom(undefined, false, true);

/** Options that may contradict each other. */
export const sideOptions: fc.Arbitrary<GoogleSideOptions> = fc.record({
  enableApis: flag,
  existingPool: flag,
  existingProvider: flag,
  deletionProtection: flag,
  forget: flag,
  takeOver: fc.record({ pool: flag, provider: flag, serviceAccounts: flag }),
  auditLogs: flag,
  restrictAwsAccounts: flag,
}, { requiredKeys: [] });

const role = fc.tuple(valid.roleName, valid.serviceAccountId, fc.constantFrom('own', 'shared', 'bound', 'direct', 'elsewhere'));

/** Several roles of one pool, whose service accounts are their own, shared, bound or elsewhere. */
const onePool: fc.Arbitrary<GcpFederationProps[]> = fc.tuple(
  federationProps, fc.uniqueArray(role, { minLength: 1, maxLength: 4, selector: ([name]) => name }),
)
  .map(([props, roles]) => roles.map(([roleName, id, kind]) => {
    const shared = `shared-account@${props.gcpProjectId}.iam.gserviceaccount.com`;
    const access = {
      own: GcpAccess.impersonation({ serviceAccountId: id }),
      shared: GcpAccess.impersonation({ serviceAccountId: 'shared-account' }),
      bound: GcpAccess.impersonation({ serviceAccountEmail: shared }),
      direct: GcpAccess.direct(),
      elsewhere: GcpAccess.impersonation({ serviceAccountId: id, serviceAccountProject: 'other-project' }),
    }[kind];
    const grants = [GcpGrant.serviceAccount(shared, `roles/custom${roleName.length}`)];
    return { ...props, roleName, access, grants: kind === 'own' ? [...props.grants ?? [], ...grants] : grants };
  }));

/** Descriptions of up to three pools, which may contradict each other. */
export const descriptions: fc.Arbitrary<AnyDescription[]> = fc.array<AnyDescription[]>(fc.oneof(
  onePool, federationProps.map(props => [props]), kubernetesFederationProps.map(props => [props]),
), { minLength: 1, maxLength: 3 }).map(lists => lists.flat());
