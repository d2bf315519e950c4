import type { TerraformResource } from './terraform-resource';
import { Kind, KINDS as GRANT_KINDS } from '../../../federation/grants';

/** A kind of resources on which roles are granted, with the arguments that name one. */
export interface GrantedResourceKind {
  readonly kind: string;
  readonly named: readonly string[];
  /** The name as reports and members use it, of an argument as it is written. */
  readonly nameOf: (written: string) => string;
}

/** The kinds that a grant of a federation can be on, as the table of grants names them. */
const GRANTABLE = Object.values<Kind>(GRANT_KINDS).flatMap(({ noun, terraform }) => terraform.map(naming => {
  const named = Object.keys(naming.arguments).filter(name => name !== 'location');
  return [naming.type.replace(/^google_/, ''), [noun, ...named.length === 0 ? ['project'] : named]] as const;
}));

/** Kinds whose name in words, or whose naming arguments, do not follow from the Terraform type. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(GRANTABLE),
  kms_key_ring: ['KMS key ring', 'key_ring_id'],
  billing_account: ['billing account', 'billing_account_id'],
  iam_workload_identity_pool: ['workload identity pool', 'workload_identity_pool_id'],
};

const NOT_NAMING = new Set(['role', 'member', 'members', 'condition', 'policy_data', 'project', 'location', 'region', 'zone', 'etag', 'id']);

const PARENTS = /^projects\/[^/]+\/(?:[^/]+\/)*/;

/** The kind of resources that `google_TYPE_iam_*` grants on. */
export function kindOfGrant(type: string, resource: TerraformResource): GrantedResourceKind {
  const [kind, ...named] = KINDS[type] ?? [type.replace(/_/g, ' '), ...resource.names.filter(name => !NOT_NAMING.has(name)).sort()];
  return { kind, named, nameOf: NAMES[kind] ?? withoutParents };
}

const NAMES: Readonly<Record<string, (written: string) => string>> = {
  'service account': written => written.slice(written.lastIndexOf('/') + 1),
  'bucket': written => withoutParents(written).replace(/^b\//, ''),
  // Their one argument holds the whole name.
  'KMS key': written => written,
  'KMS key ring': written => written,
};

function withoutParents(written: string): string {
  return written.replace(PARENTS, '');
}
