import { GcpGrantCondition } from './grant-condition';
import { GcpOtherResourceGrantOptions } from './grant-options';
import { OTHER_ARGUMENT } from './other-resource';
import { Kind } from './resource-kinds';
import { Form, JsonSchema, map, matching, text } from '../json/form';
import { Field, object, optional, required } from '../json/object-form';
import { LIMITS } from '../limits';
import { UNRESOLVED_STRING } from '../literals';

const LITERAL: JsonSchema = { not: { pattern: UNRESOLVED_STRING.source } };

/** The form of an IAM condition. */
export const CONDITION = object<GcpGrantCondition>('GcpGrantCondition', {
  title: required(text({ minLength: 1, maxLength: LIMITS.conditionTitleCharacters, ...LITERAL })),
  expression: required(text({ minLength: 1, ...LITERAL })),
  description: optional(text({ maxLength: LIMITS.descriptionCharacters, ...LITERAL })),
});

/** The options of a factory method: what names the resource besides the parameters, the project and a condition. */
export interface GrantOptions {
  readonly [identity: string]: string | GcpGrantCondition | undefined;
}

/** Returns the form of the options of a kind. A kind without conditions refuses one with the way out, so its form takes it. */
export function grantOptionsForm({ options, identity, inProject }: Kind, parameters: readonly string[]): Form<GrantOptions> {
  const named = Object.entries(identity).filter(([key]) => !parameters.includes(key))
    .map(([key, { pattern }]): [string, Field<string>] => [key, required(matching(pattern))]);
  return object<GrantOptions>(options, {
    ...Object.fromEntries(named),
    ...inProject && { project: optional(text()) },
    condition: optional(CONDITION),
  });
}

/** The form of the arguments that name a resource of any other kind. */
export const OTHER_ARGUMENTS = map(OTHER_ARGUMENT, text({ minLength: 1, ...LITERAL }));

/** The form of the options of a grant on a resource of any other kind. */
export const OTHER_OPTIONS = object<GcpOtherResourceGrantOptions>('GcpOtherResourceGrantOptions', {
  arguments: required(OTHER_ARGUMENTS),
  condition: optional(CONDITION),
});
