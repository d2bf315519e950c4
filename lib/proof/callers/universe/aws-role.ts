import { AwsUniverse, sessionsOf } from './aws';
import { Universe } from './universe';
import { AWS_ROLE } from '../../../federation/attribute-mapping';
import { Determined, isDetermined } from '../../determined';
import { textIn, Value } from '../cel/value';
import { anyOf } from '../language';

const ROLE_ARN = /^arn:[a-z-]+:sts::\d{12}:assumed-role\/[\w+=,.@-]{1,64}$/;
const AWS_ROLE_WITHOUT_SPACE = withoutSpace(AWS_ROLE);

/**
 * Returns what Google's default for `attribute.aws_role` maps with a shorter form of its equality to the ARN of a role.
 *
 * Of all callers only the sessions of a role are mapped to its ARN: before `assumed-role/` the ARN of a session has
 * nothing but partition and account, a user has `iam` there, and a name without a slash is mapped to `assumed-role/`.
 */
export function withAwsRole(value: Value, expression: Determined<string>, universe: Universe): Value {
  if (value.kind !== 'text' || !(universe instanceof AwsUniverse) || !isDetermined(expression)) return value;
  if (withoutSpace(expression) !== AWS_ROLE_WITHOUT_SPACE) return value;
  return {
    ...value,
    equalTo: values => {
      const others = values.filter(one => !ROLE_ARN.test(one));
      return anyOf(sessionsOf(values.filter(one => ROLE_ARN.test(one))), textIn(value, { kind: 'one-of', values: others }));
    },
  };
}

/** Spaces of the expression are between its words only. */
function withoutSpace(expression: string): string {
  return expression.replace(/\s/g, '');
}
