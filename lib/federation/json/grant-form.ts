import { PROJECT_ID } from '../gcp-project';
import { GcpGrant, GcpGrantCondition, GcpProjectGrantOptions, GOOGLE_ROLE } from '../grant';
import { LIMITS } from '../limits';
import { UNRESOLVED_STRING } from '../literals';
import { JsonSchema, matching, text } from './form';
import { object, optional, required } from './object-form';
import { strategy, withOptions } from './strategy-form';

const LITERAL: JsonSchema = { not: { pattern: UNRESOLVED_STRING.source } };

const CONDITION = object<GcpGrantCondition>('GcpGrantCondition', {
  title: required(text({ minLength: 1, maxLength: LIMITS.conditionTitleCharacters, ...LITERAL })),
  expression: required(text({ minLength: 1, ...LITERAL })),
  description: optional(text({ maxLength: LIMITS.descriptionCharacters, ...LITERAL })),
});

const PROJECT = object<GcpProjectGrantOptions & { readonly role: string }>('GcpProjectGrantOptions', {
  role: required(matching(GOOGLE_ROLE)),
  project: optional(matching(PROJECT_ID)),
  condition: optional(CONDITION),
});

/** The JSON form of `GcpGrant`: one entry for each kind of resource. */
export const GRANT = strategy<GcpGrant>({
  project: withOptions('GcpGrant.project', PROJECT, ({ role, ...options }) => GcpGrant.project(role, options)),
});
