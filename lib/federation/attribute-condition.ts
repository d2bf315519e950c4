import { LIMITS } from './limits';

/**
 * The attribute condition that admits exactly the given roles.
 *
 * For one role the second half compares the raw assertion, so that no later edit of the mapping can widen it; the
 * trailing slash keeps out roles whose name merely starts alike.
 *
 * @param assumedRoleArns assumed-role ARNs without session, at least one
 */
export function attributeCondition(assumedRoleArns: readonly string[]): string {
  const literals = assumedRoleArns.map(celString);
  const condition = literals.length === 1
    ? `attribute.aws_role == ${literals[0]} && assertion.arn.startsWith(${celString(`${assumedRoleArns[0]}/`)})`
    : `attribute.aws_role in [${literals.join(',')}]`;
  if (condition.length > LIMITS.attributeConditionCharacters) {
    throw new Error(`the attribute condition for ${assumedRoleArns.length} roles has ${condition.length} characters, `
      + `Google allows ${LIMITS.attributeConditionCharacters}: put some of the roles into a further pool for the same account`);
  }
  return condition;
}

/** Role names and ARNs hold neither quotes nor backslashes, so quoting is enough. */
function celString(value: string): string {
  return `'${value}'`;
}
