import { evaluateInEnvironment } from './cel/constants';
import { asText, trueOf } from './cel/conversions';
import { itemsOf } from './cel/loops';
import { Scope, TooLarge, translate } from './cel/translate';
import { FAILED, textEquals, textIn, truthValue, TruthValue, undecidedValue, Value } from './cel/value';
import { allOf, anyOf, EVERYTHING, Language, NOTHING, notIn } from './language';
import { withAwsRole } from './universe/aws-role';
import { Universe } from './universe/universe';
import { LIMITS } from '../../federation/limits';
import { Determined, isDetermined } from '../determined';
import { groupBy } from '../group-by';
import { parseCel } from '../policy/cel';
import { PoolMember } from '../policy/member';

/** Mapping and condition of a provider. */
export interface Expressions {
  readonly attributeMapping: ReadonlyMap<string, Determined<string>>;
  /** @default - the provider admits everybody whom it trusts */
  readonly attributeCondition?: Determined<string>;
}

/** Nodes of one expression, with its loops unrolled. */
const NODES_AT_MOST = 50_000;

/** The callers of a provider: whom it admits, and who is whom in its pool. */
export class ProviderCallers {
  /** Callers whom mapping, subject and condition admit to the pool. */
  readonly admitted: Language;
  private readonly mapped = new Map<string, Value>();

  constructor(readonly expressions: Expressions, readonly universe: Universe) {
    for (const [target, expression] of expressions.attributeMapping) {
      this.mapped.set(target, withAwsRole(this.translate(expression, new Map()), expression, universe));
    }
    const valid = allOf(...[...this.mapped].map(([target, value]) => notIn(this.rejects(target, value))));
    this.admitted = allOf(this.subjectFits(), valid, this.condition().yes);
  }

  /** Returns the callers for whom a member of the pool stands. */
  named(member: Pick<PoolMember, 'selector' | 'value'>): Language {
    return this.namedByAny([member]);
  }

  /** Returns the callers for whom one of some members of the pool stands. */
  namedByAny(members: ReadonlyArray<Pick<PoolMember, 'selector' | 'value'>>): Language {
    const bySelector = groupBy(members, ({ selector }) => selector);
    return anyOf(...[...bySelector].map(([selector, group]) => this.selected(selector, [...new Set(group.map(({ value }) => value))])));
  }

  private selected(selector: string, values: readonly string[]): Language {
    if (selector === '*') return EVERYTHING;
    if (selector === 'group') return anyOf(...values.map(value => this.inGroup(value)));
    const target = selector === 'subject' ? 'google.subject' : selector;
    const mapped = this.mapped.get(target);
    const text = mapped && asText(mapped, this.scope(new Map()));
    return text === undefined ? NOTHING : textIn(text, { kind: 'one-of', values });
  }

  private inGroup(group: string, groups = this.mapped.get('google.groups')): Language {
    if (groups?.kind === 'choice') return anyOf(...groups.cases.map(({ when, value }) => allOf(when, this.inGroup(group, value))));
    if (groups?.kind === 'claim') return this.universe.claims.holds(groups.path, group) ?? NOTHING;
    if (groups?.kind === 'undecided') return { kind: 'undecided', undecided: groups.undecided };
    const items = groups && itemsOf(groups);
    return anyOf(...(items ?? []).map(item => {
      const text = asText(item, this.scope(new Map()));
      return text === undefined ? NOTHING : textEquals(text, group);
    }));
  }

  private subjectFits(): Language {
    const subject = this.mapped.get('google.subject');
    const text = subject && asText(subject, this.scope(new Map()));
    return text === undefined ? NOTHING : textIn(text, { kind: 'bytes', minimum: 1, maximum: LIMITS.subjectBytes });
  }

  /** Callers whom a mapping rejects: it has an error, or is no text. */
  private rejects(target: string, value: Value): Language {
    if (target === 'google.groups' && value.kind === 'choice') {
      return anyOf(value.error, ...value.cases.map(one => allOf(one.when, this.rejects(target, one.value))));
    }
    if (target === 'google.groups' && (value.kind === 'list' || value.kind === 'claim' || (value.kind === 'constant' && itemsOf(value) !== undefined))) {
      return anyOf(...(value.kind === 'list' ? value.items : []).map(item => asText(item, this.scope(new Map()))?.error ?? NOTHING));
    }
    return asText(value, this.scope(new Map()))?.error ?? EVERYTHING;
  }

  private condition(): TruthValue {
    const { attributeCondition: condition } = this.expressions;
    if (condition === undefined) return truthValue(EVERYTHING);
    const variables = new Map<string, Value>([['google', this.variable('google.')], ['attribute', this.variable('attribute.')]]);
    return trueOf(this.translate(condition, variables), this.scope(variables));
  }

  private variable(prefix: string): Value {
    return { kind: 'mapped', values: new Map([...this.mapped].flatMap(([target, value]) => target.startsWith(prefix) ? [[target.slice(prefix.length), value] as const] : [])) };
  }

  private translate(expression: Determined<string>, variables: ReadonlyMap<string, Value>): Value {
    if (!isDetermined(expression)) return undecidedValue(expression.source, expression.reason);
    try {
      return translate(parseCel(expression).expr, this.scope(variables));
    } catch (error) {
      return error instanceof TooLarge ? undecidedValue(expression, error.message) : FAILED;
    }
  }

  private scope(variables: ReadonlyMap<string, Value>): Scope {
    return { claims: this.universe.claims, variables, evaluate: evaluateInEnvironment, room: { left: NODES_AT_MOST } };
  }
}

