import { isObject, JsonObject } from '../../inputs/read-json';

/** A statement of a trust policy that allows a role to be assumed. */
export interface TrustStatement {
  /** Kinds of principals are `AWS`, `Service`, `Federated` and `CanonicalUser`; `*` is everyone. */
  readonly principals: readonly TrustedPrincipal[];
  readonly conditions: readonly TrustCondition[];
  /** Whether a part of the condition is known only at deployment. */
  readonly hasUnknownCondition: boolean;
}

export interface TrustedPrincipal {
  readonly kind: string;
  readonly name: string;
}

export interface TrustCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const ASSUMES = /^(?:\*|sts:(?:\*|AssumeRole(?:WithWebIdentity|WithSAML)?|AssumeRole\*))$/i;

/** Returns the statements by which principals may assume a role. */
export function trustStatements({ Statement: written }: JsonObject): TrustStatement[] {
  return listOf(written).filter(isObject)
    .filter(({ Effect: effect, Action: action, NotAction: not }) => effect === 'Allow' && (not !== undefined || listOf(action).some(one => ASSUMES.test(String(one)))))
    .map(statement => ({
      principals: principalsOf(statement),
      conditions: conditionsOf(statement.Condition),
      hasUnknownCondition: statement.Condition !== undefined && !isObject(statement.Condition),
    }));
}

/** Whom `NotPrincipal` leaves out does not matter: it allows everyone else. */
function principalsOf({ Principal: principal, NotPrincipal: not }: JsonObject): TrustedPrincipal[] {
  if (not !== undefined) return [{ kind: 'AWS', name: '*' }];
  if (!isObject(principal)) return listOf(principal).map(name => ({ kind: 'AWS', name: String(name) }));
  return Object.entries(principal).flatMap(([kind, names]) => listOf(names).map(name => ({ kind, name: String(name) })));
}

function conditionsOf(condition: unknown): TrustCondition[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) => isObject(keys)
    ? Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: listOf(values).map(String) })) : []);
}

function listOf(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
