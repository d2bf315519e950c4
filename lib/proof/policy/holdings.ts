import { serviceAccountMember } from '../../federation/names';
import { isDetermined } from '../determined';
import { GoogleConfiguration, Grant, GrantedResource } from './google-configuration';
import { FederatedPrincipal } from './identity';
import { membersOf } from './member';

/** Who asks: a federated identity itself, or the service account that it acts as. */
export type Grantee = { readonly principal: FederatedPrincipal } | { readonly serviceAccount: string };

/** A grant, with the resource that it is on. */
export interface PlacedGrant {
  readonly grant: Grant;
  readonly on: GrantedResource;
}

/** All grants of a configuration, found by member. */
export class Holdings {
  readonly all: readonly PlacedGrant[];
  private readonly byMember = new Map<string, PlacedGrant[]>();

  constructor(configuration: GoogleConfiguration) {
    this.all = [
      ...configuration.serviceAccountBindings.map(grant => ({ grant, on: { kind: 'service account', name: grant.serviceAccount } })),
      ...configuration.projectGrants.map(grant => ({ grant, on: { kind: 'project', name: grant.project } })),
      ...configuration.resourceGrants.map(grant => ({ grant, on: grant.resource ?? { kind: 'resource', name: grant.address } })),
    ];
    for (const placed of this.all) {
      const { member } = placed.grant;
      if (!isDetermined(member)) continue;
      const known = this.byMember.get(member);
      if (known === undefined) this.byMember.set(member, [placed]);
      else known.push(placed);
    }
  }

  /** What stands for a grantee, whatever the conditions. */
  of(grantee: Grantee): readonly PlacedGrant[] {
    const members = 'principal' in grantee ? membersOf(grantee.principal) : [serviceAccountMember(grantee.serviceAccount)];
    return members.flatMap(member => this.byMember.get(member) ?? []);
  }
}

/** A resource in words. */
export function describeGranted({ kind, name }: GrantedResource): string {
  return `${kind} ${isDetermined(name) ? name : name.source}`;
}
