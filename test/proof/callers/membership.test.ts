import { awsCaller, clusterCaller, Randomness } from './random-callers';
import { extraShapes, ShapeOfCallers, shapesOfFixtures } from './shapes';
import { findCaller, membership } from '../../../lib/proof/callers/find-caller';
import { allOf, Language, undecidedIn } from '../../../lib/proof/callers/language';
import { ProviderCallers } from '../../../lib/proof/callers/provider-callers';
import { AwsUniverse } from '../../../lib/proof/callers/universe/aws';
import { isClusterIssuer, tokenUniverse } from '../../../lib/proof/callers/universe/issuers';
import { Assertion, Universe } from '../../../lib/proof/callers/universe/universe';
import { isDetermined } from '../../../lib/proof/determined';
import { Claims, traceClaims } from '../../../lib/proof/policy/admission';
import { membersOf, parsePoolMember } from '../../../lib/proof/policy/member';

const CALLERS_A_SHAPE = Number(process.env.CALLERS_A_SHAPE ?? 2000);
const SEED = Number(process.env.CALLERS_SEED ?? Date.now() % 1_000_000);

const shapes = [...extraShapes(), ...shapesOfFixtures()];

test(`the shapes are those of the fixtures and more (seed ${SEED})`, () => {
  expect(shapes.length).toBeGreaterThan(100);
});

test.each(shapes.map(shape => [shape.name, shape] as const))('membership equals evaluation: %s', (_, shape) => {
  const universe = universeOf(shape);
  const callers = new ProviderCallers(shape.provider, universe);
  const random = new Randomness(SEED);
  const literals = literalsOf(shape);
  const tried = Array.from({ length: CALLERS_A_SHAPE }, () => someCaller(random, shape, literals)).filter(caller => caller !== undefined);
  const principals = tried.map(assertion => evaluate(shape, assertion));
  for (const member of [undefined, ...shape.members]) {
    const language = allOf(callers.admitted, member === undefined ? allOf() : callers.named(parsePoolMember(member)!));
    if (undecidedIn(language).length > 0) continue;
    const holds = membership(universe, language);
    const wrong = tried.filter((assertion, index) => holds(assertion) !== isMeant(principals[index], member));
    expect({ seed: SEED, member, wrong: wrong.slice(0, 3) }).toEqual({ seed: SEED, member, wrong: [] });
    expectWitnessToPass(shape, universe, language, member);
  }
});

/** What is found is judged by the evaluator. */
function expectWitnessToPass(shape: ShapeOfCallers, universe: Universe, language: Language, member: string | undefined): void {
  const found = findCaller(universe, language);
  if (found.kind !== 'somebody') return;
  expect([found.caller, isMeant(evaluate(shape, found.caller.assertion), member)]).toEqual([found.caller, true]);
}

function universeOf({ account, issuer, provider }: ShapeOfCallers): Universe {
  if (account !== undefined) return new AwsUniverse(account);
  return tokenUniverse({ url: issuer, kubernetes: isCluster(provider, issuer) });
}

function isCluster(provider: ShapeOfCallers['provider'], issuer = ''): boolean {
  return isClusterIssuer(issuer) || String(provider.attributeCondition).includes('system:serviceaccount:');
}

function someCaller(random: Randomness, { account, issuer, provider }: ShapeOfCallers, literals: readonly string[]): Assertion | undefined {
  if (account !== undefined) return awsCaller(random, account, literals);
  return isCluster(provider, issuer) ? clusterCaller(random, issuer!, literals) : undefined;
}

type Principal = ReturnType<typeof evaluate>;

function evaluate({ provider }: ShapeOfCallers, assertion: Assertion): string[] | undefined {
  const { steps, principal } = traceClaims(provider, assertion as Claims);
  if (principal === undefined || steps.some(({ passed }) => passed !== true)) return undefined;
  return membersOf({ pool: 'projects/1/locations/global/workloadIdentityPools/pool', ...principal });
}

function isMeant(principal: Principal, member: string | undefined): boolean {
  const meant = member && parsePoolMember(member);
  if (principal === undefined || !meant) return principal !== undefined;
  return principal.some(one => {
    const parsed = parsePoolMember(one);
    return parsed?.selector === meant.selector && parsed.value === meant.value;
  });
}

function literalsOf({ provider, members }: ShapeOfCallers): string[] {
  const expressions = [...provider.attributeMapping.values(), provider.attributeCondition].filter(one => one !== undefined).filter(isDetermined);
  const quoted = expressions.flatMap(one => [...one.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double));
  return [...new Set([...quoted, ...members.map(member => parsePoolMember(member)?.value ?? '')])].filter(one => one !== '');
}
