import { KUBERNETES_PROPS, ROLE_PROPS } from '../../../lib/aws/forms/role-forms';
import { FEDERATION_FIELDS, KUBERNETES_FEDERATION_FIELDS } from '../../../lib/federation/json/federation-form';
import { Form } from '../../../lib/federation/json/form';
import { AWS_IDENTITY_KEYS, FEDERATION_KEYS, KUBERNETES_IDENTITY_KEYS, ROLE_KEYS, STACK_KEYS } from '../../../lib/federation/json/sides';
import { CONSTRUCT_OPTIONS, STACK_OPTIONS } from '../../../lib/gcp/forms';

const keysOf = ({ schema }: Form<unknown>) => Object.keys(schema.properties as object);
const difference = (keys: readonly string[], others: readonly string[]) => keys.filter(key => !others.includes(key)).sort();
const [role, kubernetes] = [Object.keys(FEDERATION_FIELDS), Object.keys(KUBERNETES_FEDERATION_FIELDS)];

test('every key that only one class takes is known to the others', () => {
  expect([...ROLE_KEYS].sort()).toEqual(difference(keysOf(ROLE_PROPS), role));
  expect([...FEDERATION_KEYS].sort()).toEqual(keysOf(CONSTRUCT_OPTIONS).sort());
  expect([...STACK_KEYS].sort()).toEqual(difference(keysOf(STACK_OPTIONS), keysOf(CONSTRUCT_OPTIONS)));
  expect([...AWS_IDENTITY_KEYS].sort()).toEqual(difference(role, kubernetes));
  expect([...KUBERNETES_IDENTITY_KEYS].sort()).toEqual(difference(kubernetes, role));
  expect(keysOf(KUBERNETES_PROPS).sort()).toEqual([...kubernetes].sort());
});
