import type { Scope } from './translate';
import { constantAsText, TextValue, textValue, TruthValue, truthValue, Value } from './value';
import { EVERYTHING, NOTHING, notIn } from '../language';

/** Whether a value can be a text. */
export function isText(value: Value, scope: Scope): boolean {
  return asText(value, scope) !== undefined && value.kind !== 'failed';
}

/** Returns a value as a text. @returns `undefined` if it is none */
export function asText(value: Value, { claims }: Scope): TextValue | undefined {
  switch (value.kind) {
    case 'text': return value;
    case 'constant': return typeof value.value === 'string' ? constantAsText(value.value) : undefined;
    case 'undecided': {
      const { undecided } = value;
      return { kind: 'text', cases: [{ when: EVERYTHING, text: undecided }], error: { kind: 'undecided', undecided } };
    }
    case 'claim': {
      const claim = claims.text(value.path);
      return claim === undefined ? undefined : textValue(claim.text, claim.absent);
    }
    case 'failed': return { kind: 'text', cases: [], error: EVERYTHING };
    default: return undefined;
  }
}

/** Returns a value as true or false. @returns `undefined` if it is neither */
export function asTruth(value: Value, { claims }: Scope): TruthValue | undefined {
  switch (value.kind) {
    case 'truth': return value;
    case 'constant': return typeof value.value === 'boolean' ? truthValue(value.value ? EVERYTHING : NOTHING) : undefined;
    case 'undecided': return truthValue({ kind: 'undecided', undecided: value.undecided }, { kind: 'undecided', undecided: value.undecided });
    case 'claim': {
      const flag = claims.flag(value.path);
      return flag === undefined ? undefined : truthValue(flag);
    }
    case 'failed': return truthValue(NOTHING, EVERYTHING);
    default: return undefined;
  }
}

/** Returns the callers for whom a condition is true: an error or another type rejects. */
export function trueOf(value: Value, scope: Scope): TruthValue {
  return asTruth(value, scope) ?? truthValue(NOTHING, EVERYTHING);
}

export function presentClaim(path: readonly string[], { claims }: Scope): TruthValue {
  const claim = claims.text(path);
  return truthValue(claim === undefined ? NOTHING : notIn(claim.absent));
}
