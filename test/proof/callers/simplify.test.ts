import { awsCaller, Randomness } from './random-callers';
import { AWS_ROLE } from '../../../lib/federation/attribute-mapping';
import { findCaller, membership } from '../../../lib/proof/callers/find-caller';
import { allOf, anyOf, Language, notIn } from '../../../lib/proof/callers/language';
import { ProviderCallers } from '../../../lib/proof/callers/provider-callers';
import { simplify } from '../../../lib/proof/callers/simplify';
import { AwsUniverse, sessionsOf } from '../../../lib/proof/callers/universe/aws';

const ACCOUNT = '111122223333';
const SEED = Number(process.env.CALLERS_SEED ?? Date.now() % 1_000_000);
const CONFIGURATIONS = 60;
const CALLERS = 60;
/** Means the same, and is not recognized. */
const IN_PARENTHESES = `(${AWS_ROLE})`;

const NAMES = ['ab', 'gcs-reader', 'gcs-reader', 'gcs-reader', 'gcs-reader-2', 'assumed-role', 'x'.repeat(60), 'y'.repeat(30)];
const universe = new AwsUniverse(ACCOUNT);

/** What a condition, member and intended roles may be made of. */
class RandomConfiguration {
  readonly condition: string;
  readonly member: string;
  readonly intended: readonly string[];
  readonly bySubject: boolean;
  readonly literals: readonly string[];

  constructor(random: Randomness) {
    const main = `arn:aws:sts::${ACCOUNT}:assumed-role/${random.pick(NAMES)}`;
    const arn = () => random.chance(0.7) ? main : `arn:${random.pick(['aws', 'aws', 'aws-cn'])}:sts::${random.chance(0.9) ? ACCOUNT : '999999999999'}:assumed-role/${random.pick(NAMES)}`;
    const atom = () => random.pick([
      () => `attribute.aws_role == '${arn()}'`,
      () => `'${arn()}' == attribute.aws_role`,
      () => `attribute.aws_role in ['${arn()}', '${arn()}', 'arn:aws:iam::${ACCOUNT}:user/ab']`,
      () => `attribute.aws_role != '${arn()}'`,
      () => `assertion.arn.startsWith('${arn()}/')`,
      () => `assertion.arn.startsWith('${arn()}')`,
      () => `assertion.arn.startsWith('${arn()}/ab')`,
      () => `['${arn()}/', '${arn()}/b'].exists(start, assertion.arn.startsWith(start))`,
      () => `assertion.arn.endsWith('/${random.pick(NAMES)}')`,
      () => `size(assertion.arn) <= ${random.pick([60, 80, 127])}`,
      () => `attribute.aws_role.contains('${random.pick(NAMES)}')`,
      () => `assertion.arn == '${arn()}/ab'`,
    ])();
    this.condition = [atom(), atom(), atom()].slice(random.below(3)).join(random.pick([' && ', ' || ', ' && !']));
    this.member = random.pick([arn(), arn(), `arn:aws:iam::${ACCOUNT}:user/ab`, 'assumed-role/']);
    this.intended = random.chance(0.5) ? [] : [arn(), this.member].slice(random.below(2));
    this.bySubject = random.chance(0.3);
    this.literals = [...NAMES.map(name => `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/ab`), this.member];
  }

  unintended(mapping: string): Language {
    const callers = new ProviderCallers({
      attributeMapping: new Map([['google.subject', 'assertion.arn'], ['attribute.aws_role', mapping]]), attributeCondition: this.condition,
    }, universe);
    const members = anyOf(callers.named({ selector: 'attribute.aws_role', value: this.member }), this.bySubject ? callers.named({ selector: 'subject', value: `${this.member}/ab` }) : anyOf());
    return allOf(callers.admitted, members, notIn(sessionsOf(this.intended)));
  }
}

const configurations = Array.from({ length: CONFIGURATIONS }, (_, index) => {
  const random = new Randomness(SEED + index);
  return { random, configuration: new RandomConfiguration(random) };
});

test.each(configurations)(`holds the same callers as before (seed ${SEED}, number %#)`, ({ random, configuration }) => {
  const full = membership(universe, configuration.unintended(IN_PARENTHESES));
  const simple = membership(universe, simplify(configuration.unintended(AWS_ROLE), universe));
  const tried = Array.from({ length: CALLERS }, () => awsCaller(random, ACCOUNT, configuration.literals));
  const wrong = tried.filter(caller => full(caller) !== simple(caller));
  expect({ ...configuration, wrong }).toEqual({ ...configuration, wrong: [] });
});

test.each(configurations)(`gives the verdict that the whole mapping gives (seed ${SEED}, number %#)`, ({ configuration }) => {
  const full = configuration.unintended(IN_PARENTHESES);
  const found = findCaller(universe, configuration.unintended(AWS_ROLE));
  expect({ ...configuration, found: found.kind }).toEqual({ ...configuration, found: findCaller(universe, full).kind });
  if (found.kind === 'somebody') expect(membership(universe, full)(found.caller.assertion)).toBe(true);
});

test('decides an exact condition and an exact member without a machine', () => {
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader`;
  const callers = new ProviderCallers({
    attributeMapping: new Map([['google.subject', 'assertion.arn'], ['attribute.aws_role', AWS_ROLE]]),
    attributeCondition: `attribute.aws_role == '${arn}' && assertion.arn.startsWith('${arn}/')`,
  }, universe);
  const admitted = allOf(callers.admitted, callers.named({ selector: 'attribute.aws_role', value: arn }));
  expect(simplify(allOf(admitted, notIn(sessionsOf([arn]))), universe)).toEqual({ kind: 'nothing' });
  expect(simplify(admitted, universe)).not.toEqual({ kind: 'nothing' });
});

test.each(["startsWith('ARN/ab')", "endsWith('/ab')", "startsWith('ARN/a') && assertion.arn.endsWith('/ab')"])('leaves to the name of the session what it decides: %s', call => {
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader`;
  const callers = new ProviderCallers({
    attributeMapping: new Map([['google.subject', 'assertion.arn'], ['attribute.aws_role', AWS_ROLE]]),
    attributeCondition: `assertion.arn.${call.replaceAll('ARN', arn)}`,
  }, universe);
  const found = findCaller(universe, allOf(callers.admitted, callers.named({ selector: 'attribute.aws_role', value: arn })));
  expect(found).toMatchObject({ kind: 'somebody', caller: { name: `${arn}/ab` } });
});
