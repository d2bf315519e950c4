import { CallerPart, PartKind } from './caller-part';
import { NamedCallers, namedCallers } from './named-callers';
import { Budget, TooManyStates } from '../../callers/automata/machine';
import { awsFamily } from '../../callers/describe/aws-families';
import { Family } from '../../callers/describe/family';
import { clusterFamily, tokenFamily } from '../../callers/describe/token-families';
import { findCaller, Found, segmentsUsed } from '../../callers/find-caller';
import { isUnbounded } from '../../callers/finite';
import { allOf, anyOf, decided, equals, Language, NOTHING, notIn, reads, relaxed } from '../../callers/language';
import { ProviderCallers } from '../../callers/provider-callers';
import { Question } from '../../callers/question';
import { AWS_TEXTS, sessionsOf } from '../../callers/universe/aws';
import { Caller } from '../../callers/universe/universe';

const PARTS_AT_MOST = 4;
/** Users, or roles, that are described in one part after the other tell the same again. */
const PARTS_OF_A_KIND_AT_MOST = 2;
const NAMED_AT_MOST = 20;
/** Words for callers are worth less work than finding them. */
const STATES_FOR_WORDS = 20_000;

/** What splitting the callers of a provider takes. */
export interface SplitInput {
  readonly callers: ProviderCallers;
  /** Callers who are admitted. */
  readonly admitted: Language;
  readonly intended: Language;
  /** Workloads that are intended for another Google identity. */
  readonly others: () => Language;
}

/** Returns the callers who are admitted without being intended, part by part. @returns none if it is proven that there are none */
export function splitAwsCallers(input: SplitInput, values: readonly string[], account: string, partition: string): CallerPart[] {
  const { callers, admitted } = input;
  const unintended = allOf(admitted, notIn(input.intended));
  const first = findCaller(callers.universe, unintended);
  if (first.kind === 'nobody') return [];
  if (first.kind === 'undecided') return [possible(first, 'callers')];
  const named = namedCallers(callers.expressions, values, account, partition);
  const byName = namedLanguage(named.principals);
  const others = input.others();
  const parts = oneByOne(callers, allOf(unintended, others), 'cross-use');
  const rest = allOf(unintended, notIn(others));
  const families = familiesOf(callers, allOf(rest, notIn(byName)), anyOf(admitted, input.intended), partition, named);
  parts.push(...families.parts);
  parts.push(...oneByOne(callers, allOf(rest, byName, notIn(families.described)), 'named'));
  return parts;
}

export function namedLanguage(principals: readonly string[]): Language {
  const users = principals.filter(arn => arn.includes(':user/'));
  return anyOf(sessionsOf(principals.filter(arn => !users.includes(arn))), equals(AWS_TEXTS.principal, ...users));
}

/** Returns callers principal by principal. */
function oneByOne({ universe }: ProviderCallers, language: Language, kind: PartKind): CallerPart[] {
  const parts: CallerPart[] = [];
  for (let left = language; parts.length < NAMED_AT_MOST;) {
    const found = findCaller(universe, left);
    if (found.kind !== 'somebody') return found.kind === 'nobody' ? parts : [...parts, possible(found, 'callers')];
    const { words, callers } = principalOf(found.caller);
    parts.push({ kind, words, witness: found.caller });
    left = allOf(left, notIn(callers));
  }
  return parts;
}

/** The role of a session, or a caller that is no role. */
function principalOf({ name }: Caller): Family {
  const role = /^(arn:[^:]*:sts::\d+:assumed-role\/([^/]*))\//.exec(name);
  if (role !== null) return { words: `role '${role[2]}'`, callers: sessionsOf([role[1]]) };
  return { words: name.endsWith(':root') ? 'the root user of the account' : name, callers: equals(AWS_TEXTS.arn, name) };
}

interface Families {
  readonly parts: CallerPart[];
  readonly described: Language;
}

/** Describes callers whom nothing names, by what they have in common. */
function familiesOf(callers: ProviderCallers, language: Language, held: Language, partition: string, { ids, literals }: NamedCallers): Families {
  const { universe } = callers;
  const parts: CallerPart[] = [];
  const outside = notIn(relaxed(decided(held, true)));
  const holds = ({ callers: family }: Family) => findCaller(universe, allOf(family, outside), STATES_FOR_WORDS).kind === 'nobody';
  let left = language;
  let described: Language = NOTHING;
  while (parts.length < PARTS_AT_MOST) {
    const found = preferPartition(callers, left, partition);
    if (found.kind === 'nobody') break;
    if (found.kind === 'undecided') {
      parts.push(possible(found, 'callers'));
      break;
    }
    if (ids.length > 0 && findCaller(universe, allOf(left, notIn(equals(AWS_TEXTS.id, ...ids.flatMap(id => [id, `${id}:`]))))).kind === 'nobody') {
      parts.push({ kind: 'role-id', words: `the role with the id ${ids.join(' or ')}`, witness: found.caller });
      break;
    }
    if (parts.length === 0 && !isUnboundedAws(callers, left)) return { parts: oneByOne(callers, left, 'named'), described };
    const family = awsFamily(found.caller, literals, holds);
    parts.push({ kind: 'unintended', words: family?.words ?? `callers such as ${found.caller.name}`, witness: found.caller });
    if (family === undefined) break;
    left = allOf(left, notIn(family.callers), ...repeated(found.caller, parts));
    described = anyOf(described, family.callers);
  }
  return { parts, described };
}

/** Leaves out callers of a kind that enough parts have described. */
function repeated({ name }: Caller, parts: readonly CallerPart[]): Language[] {
  const kind = /^arn:[^:]*:[a-z]+::\d+:[^/]*\/?/.exec(name)?.[0] ?? name;
  const same = parts.filter(({ witness }) => witness?.name.startsWith(kind) === true);
  return same.length < PARTS_OF_A_KIND_AT_MOST ? [] : [notIn(reads(AWS_TEXTS.principal, { kind: 'prefix', values: [kind] }))];
}

/** An account is in one partition: a witness of that of the workloads convinces most. */
function preferPartition({ universe }: ProviderCallers, language: Language, partition: string): Found {
  const found = findCaller(universe, language);
  const start = `arn:${partition}:`;
  if (found.kind !== 'somebody' || found.caller.name.startsWith(start)) return found;
  const preferred = findCaller(universe, allOf(language, reads(AWS_TEXTS.principal, { kind: 'prefix', values: [start] })));
  return preferred.kind === 'somebody' ? preferred : found;
}

function isUnboundedAws({ universe }: ProviderCallers, language: Language): boolean {
  return unbounded(universe, decided(language, false), name => name === 'principal')
    || unbounded(universe, allOf(decided(language, false), reads(AWS_TEXTS.principal, { kind: 'suffix', values: [':federated-user/'] })), name => name === 'session');
}

/** Whether infinitely many texts are possible in a segment. What is too large to tell counts as such. */
export function unbounded(universe: ProviderCallers['universe'], language: Language, isMeant: (segment: string) => boolean): boolean {
  const layout = universe.layout(segmentsUsed(language));
  const all = allOf({ kind: 'words', pattern: universe.pattern(layout, false) }, relaxed(language));
  const segments = new Set(layout.flatMap((name, index) => isMeant(name) ? [index] : []));
  try {
    return isUnbounded(new Question(layout, [all], new Budget(STATES_FOR_WORDS)), all, segments);
  } catch (error) {
    if (error instanceof TooManyStates) return true;
    throw error;
  }
}

/** Returns the callers of a cluster who are admitted without being intended. */
export function splitClusterCallers({ callers, admitted, intended, others: othersOf }: SplitInput, subjects: readonly string[]): CallerPart[] {
  const { universe } = callers;
  const unintended = allOf(admitted, notIn(intended));
  const first = findCaller(universe, unintended);
  if (first.kind === 'nobody') return [];
  if (first.kind === 'undecided') return [possible(first, 'service accounts')];
  const parts = stolenTokens(callers, unintended, subjects);
  if (parts.length > 0) return parts;
  const others = othersOf();
  parts.push(...oneSubjectByOne(callers, allOf(unintended, others), 'cross-use'));
  const outside = notIn(relaxed(decided(anyOf(admitted, intended), true)));
  const holds = ({ callers: family }: Family) => findCaller(universe, allOf(family, outside), STATES_FOR_WORDS).kind === 'nobody';
  let left = allOf(unintended, notIn(others));
  if (!unbounded(universe, decided(left, false), name => name === '["sub"]')) return [...parts, ...oneSubjectByOne(callers, left, 'named')];
  while (parts.length < PARTS_AT_MOST) {
    const found = findCaller(universe, left);
    if (found.kind !== 'somebody') return found.kind === 'nobody' ? parts : [...parts, possible(found, 'service accounts')];
    const family = clusterFamily(found.caller, holds);
    parts.push({ kind: 'unintended', words: family?.words ?? `service accounts such as ${found.caller.name}`, witness: found.caller });
    if (family === undefined) return parts;
    left = allOf(left, notIn(family.callers));
  }
  return parts;
}

/** Tokens that intended service accounts have for somebody else, who could pass them on. */
function stolenTokens({ universe }: ProviderCallers, unintended: Language, subjects: readonly string[]): CallerPart[] {
  const found = findCaller(universe, allOf(unintended, equals({ kind: 'segment', name: '["sub"]' }, ...subjects)));
  if (found.kind !== 'somebody') return [];
  const { sub, aud } = found.caller.assertion;
  return [{ kind: 'unintended', words: `whoever gets a token of ${String(sub)} for audience '${String(aud)}'`, witness: found.caller }];
}

function oneSubjectByOne({ universe }: ProviderCallers, language: Language, kind: PartKind): CallerPart[] {
  const parts: CallerPart[] = [];
  for (let left = language; parts.length < NAMED_AT_MOST;) {
    const found = findCaller(universe, left);
    if (found.kind !== 'somebody') return found.kind === 'nobody' ? parts : [...parts, possible(found, 'service accounts')];
    parts.push({ kind, words: `service account ${found.caller.name}`, witness: found.caller });
    left = allOf(left, notIn(equals({ kind: 'segment', name: '["sub"]' }, String(found.caller.assertion.sub))));
  }
  return parts;
}

/** Claims by which an issuer that all its customers share tells them apart. */
const IDENTITY_CLAIMS = /^\["(?:sub|repository|repository_id|repository_owner|repository_owner_id|job_workflow_ref|project_path|project_id|namespace_path|namespace_id|terraform_[a-z_]+)"\]$/;
const SHARED_ISSUERS = [/^https:\/\/token\.actions\.githubusercontent\.com/, /^https:\/\/gitlab\.com$/, /^https:\/\/app\.terraform\.io$/];

/** Returns the callers of any other issuer who are admitted without being intended. */
export function splitTokenCallers({ callers, admitted, intended }: SplitInput, issuer: string): CallerPart[] {
  const { universe } = callers;
  const unintended = allOf(admitted, notIn(intended));
  const found = findCaller(universe, unintended);
  if (found.kind === 'nobody') return [];
  if (found.kind === 'undecided') return [possible(found, `tokens of ${issuer}`)];
  const outside = notIn(relaxed(decided(admitted, true)));
  const holds = ({ callers: family }: Family) => findCaller(universe, allOf(family, outside), STATES_FOR_WORDS).kind === 'nobody';
  const claims = claimsOf(callers, unintended, found.caller);
  const family = tokenFamily(claims, issuer, holds);
  const shared = SHARED_ISSUERS.some(pattern => pattern.test(issuer));
  const naming = [...claims.keys()].filter(name => shared ? IDENTITY_CLAIMS.test(name) : !['["iss"]', '["aud"]'].includes(name));
  const named = naming.some(claim => isNaming(callers, unintended, claim, claims.get(claim)!));
  const words = family?.words ?? `tokens of ${issuer} such as one with ${[...claims].map(([name, value]) => `${(JSON.parse(name) as string[]).join('.')} '${value}'`).join(' and ')}`;
  return [{ kind: named ? 'named' : 'unintended', words, witness: found.caller }];
}

/** Whether a claim has finitely many values, or begins with the name of an organization. */
function isNaming({ universe }: ProviderCallers, language: Language, claim: string, value: string): boolean {
  if (!unbounded(universe, decided(language, false), name => name === claim)) return true;
  const start = /^[^/]*[^/:]\//.exec(value)?.[0];
  return claim === '["sub"]' && start !== undefined
    && findCaller(universe, allOf(language, notIn(reads({ kind: 'segment', name: claim }, { kind: 'prefix', values: [start] })))).kind === 'nobody';
}

/** Texts of the claims that anything asks for. */
function claimsOf({ universe }: ProviderCallers, language: Language, { assertion }: Caller): Map<string, string> {
  const values = new Map<string, string>();
  for (const name of universe.layout(segmentsUsed(language))) {
    if (!name.startsWith('[')) continue;
    let value: unknown = assertion;
    for (const key of JSON.parse(name) as string[]) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    if (typeof value === 'string') values.set(name, value);
  }
  return values;
}

function possible(found: Extract<Found, { kind: 'undecided' }>, noun: string): CallerPart {
  return { kind: 'possible', words: found.caller === undefined ? noun : `${noun} such as ${found.caller.name}`, witness: found.caller, because: found.undecided };
}
