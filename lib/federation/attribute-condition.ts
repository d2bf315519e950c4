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
  return requireRoom(assumedRoleArns, 'roles', 'account', literals.length === 1
    ? `attribute.aws_role == ${literals[0]} && assertion.arn.startsWith(${celString(`${assumedRoleArns[0]}/`)})`
    : `attribute.aws_role in [${literals.join(',')}]`);
}

/**
 * The attribute condition that admits exactly the given subjects of a Kubernetes cluster.
 *
 * @param subjects at least one
 */
export function subjectCondition(subjects: readonly string[]): string {
  const literals = subjects.map(celString);
  return requireRoom(subjects, 'service accounts', 'cluster', literals.length === 1 ? `assertion.sub == ${literals[0]}` : `assertion.sub in [${literals.join(',')}]`);
}

function requireRoom(admitted: readonly string[], noun: string, whole: string, condition: string): string {
  if (condition.length > LIMITS.attributeConditionCharacters) {
    throw new Error(`the attribute condition for ${admitted.length} ${noun} has ${condition.length} characters, `
      + `Google allows ${LIMITS.attributeConditionCharacters}: put some of the ${noun} into a further pool for the same ${whole}`);
  }
  return condition;
}

/** Names and ARNs hold neither quotes nor backslashes, so quoting is enough. */
function celString(value: string): string {
  return `'${value}'`;
}
