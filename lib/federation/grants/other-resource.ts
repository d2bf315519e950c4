import { refusalOf, refuse } from '../errors';
import { requireLiteral } from '../literals';
import { KINDS } from './resource-kinds';

/** The Terraform types whose grants a factory method of `GcpGrant` makes, which knows more about them. */
const OWN_FACTORY: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KINDS).flatMap(([name, { terraform }]) => terraform.map(({ type }) => [`${type}_iam_member`, name])),
);

/** What the grant itself or Terraform sets. */
const TAKEN = ['role', 'member', 'condition', 'id', 'etag', 'depends_on', 'count', 'for_each', 'lifecycle', 'provider', 'provisioner', 'connection'];

export const OTHER_TYPE = new RegExp(`^(?!(?:${Object.keys(OWN_FACTORY).join('|')})$)google_[a-z0-9]+(?:_[a-z0-9]+)*_iam_member$`);
export const OTHER_ARGUMENT = new RegExp(`^(?!(?:${TAKEN.join('|')})$)[a-z][a-z0-9_]*$`);

/** Requires the Terraform type of an additive grant that has no method of its own. */
export function validateOtherType(value: string): string {
  const type = requireLiteral('resourceType', value);
  if (Object.hasOwn(OWN_FACTORY, type)) refuse('resourceType', type, 'has a method of its own', `use GcpGrant.${OWN_FACTORY[type]}`);
  if (/_iam_(?:binding|policy)$/.test(type)) {
    refuse('resourceType', type, 'is authoritative: it removes what others granted', `use '${type.replace(/[a-z]+$/, 'member')}'`);
  }
  if (!OTHER_TYPE.test(type)) {
    refuse('resourceType', type, 'is not the Terraform type of an additive grant', "pass 'google_..._iam_member', such as 'google_bigtable_instance_iam_member'");
  }
  return type;
}

/** Requires literal arguments that are the user's to set; returns them in the order of their names. */
export function validateOtherArguments(values: Readonly<Record<string, string>>): Record<string, string> {
  if (typeof values !== 'object' || values === null || Object.keys(values).length === 0) {
    throw refusalOf('arguments', "arguments are missing: name the resource by the arguments of its Terraform type, such as { instance: 'orders' }");
  }
  for (const [name, value] of Object.entries(values)) {
    if (TAKEN.includes(name)) refuse('arguments', name, 'is set by the grant itself or by Terraform', 'leave it out');
    if (!OTHER_ARGUMENT.test(name)) refuse('arguments', name, 'is not the name of a Terraform argument', "write it as Terraform does, such as 'dataset_id'");
    requireLiteral(`arguments.${name}`, value);
  }
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => a < b ? -1 : 1));
}
