import { refuse } from '../errors';
import { LIMITS } from '../limits';
import { requireLiteral } from '../literals';

/**
 * An IAM condition of a grant.
 *
 * @see https://cloud.google.com/iam/docs/conditions-overview
 */
export interface GcpGrantCondition {
  /** Title, up to 100 characters. */
  readonly title: string;

  /** The condition in Common Expression Language. */
  readonly expression: string;

  /**
   * What the condition is for, up to 256 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Requires a condition within Google's limits, and returns a copy. */
export function validateCondition(condition?: GcpGrantCondition): GcpGrantCondition | undefined {
  if (condition === undefined) return undefined;
  requireLiteral('condition.expression', condition.expression);
  requireAtMost(LIMITS.conditionTitleCharacters, 'condition.title', condition.title);
  if (condition.description) requireAtMost(LIMITS.descriptionCharacters, 'condition.description', condition.description);
  return { ...condition };
}

function requireAtMost(limit: number, property: string, value: string): void {
  const characters = [...requireLiteral(property, value)].length;
  if (characters > limit) refuse(property, value, `has ${characters} characters`, `Google allows at most ${limit}`);
}
