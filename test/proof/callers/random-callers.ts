import { Assertion } from '../../../lib/proof/callers/universe/universe';

/** Numbers that follow from a seed, so that a failure can be repeated. */
export class Randomness {
  private state: number;

  constructor(seed: number) {
    this.state = seed % 2147483647 || 1;
  }

  /** Returns a number from 0 up to 1. */
  next(): number {
    this.state = this.state * 48271 % 2147483647;
    return this.state / 2147483647;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

const CHARACTERS = [...'abxyz019-_=+,.@AZ'];

function someText(random: Randomness, minimum: number, maximum: number): string {
  return Array.from({ length: minimum + random.below(maximum - minimum + 1) }, () => random.pick(CHARACTERS)).join('');
}

/** Returns a text that differs from another one a little, or not at all. */
function nearMiss(random: Randomness, text: string): string {
  const at = random.below(text.length + 1);
  switch (random.below(8)) {
    case 0: return text + someText(random, 1, 2);
    case 1: return someText(random, 1, 2) + text;
    case 2: return text.slice(0, at) + text.slice(at + 1);
    case 3: return text.slice(0, at) + random.pick(CHARACTERS) + text.slice(at);
    case 4: return text.toUpperCase();
    case 5: return text.slice(0, at);
    default: return text;
  }
}

function asName(text: string, minimum: number, maximum: number): string {
  return text.replace(/[^\w+=,.@-]/g, '').slice(0, maximum).padEnd(minimum, 'x');
}

/** Returns an identity of AWS: one that resembles what expressions look for, or any other. */
export function awsCaller(random: Randomness, account: string, literals: readonly string[]): Assertion {
  const part = (): string => {
    if (literals.length === 0 || random.chance(0.2)) return someText(random, 1, 8);
    const literal = random.pick(literals);
    return nearMiss(random, random.pick(random.chance(0.3) ? [literal] : literal.split(/[/:]/)));
  };
  const partition = random.chance(0.8) ? 'aws' : random.pick(['aws-cn', 'aws-us-gov', 'aws-iso-b']);
  const sts = `arn:${partition}:sts::${account}`;
  const kind = random.next();
  if (kind < 0.5) {
    const session = asName(part(), 2, 64);
    const id = asName(someText(random, 17, 17).toUpperCase().replace(/[^A-Z0-9]/g, 'Q'), 17, 17);
    return { account, arn: `${sts}:assumed-role/${asName(random.chance(0.1) ? 'assumed-role' : part(), 1, 64)}/${session}`, userid: `AROA${id}:${session}` };
  }
  if (kind < 0.8) {
    const path = random.chance(0.5) ? '' : `${random.pick([
      () => random.pick(literals.length === 0 ? ['x'] : literals).replace(/[^!-~]/g, '').slice(0, 200) || 'x',
      () => `assumed-role/${asName(part(), 1, 30)}`,
      () => asName(part(), 1, 30),
    ])()}/`;
    return { account, arn: `arn:${partition}:iam::${account}:user/${path}${asName(part(), 1, 64)}`, userid: 'AIDAEXAMPLEEXAMPLE123' };
  }
  if (kind < 0.9) {
    const name = asName(part(), 2, 32);
    return { account, arn: `${sts}:federated-user/${name}`, userid: `${account}:${name}` };
  }
  if (kind < 0.95) return { account, arn: `arn:${partition}:iam::${account}:root`, userid: account };
  return { account, arn: random.chance(0.5) ? `${sts}:assumed-root` : `${sts}:assumed-root/${asName(part(), 2, 64)}`, userid: account };
}

/** Returns the claims of a service account of a cluster. */
export function clusterCaller(random: Randomness, issuer: string, literals: readonly string[]): Assertion {
  const label = (): string => (random.chance(0.3) ? someText(random, 1, 8) : nearMiss(random, random.pick([...literals.flatMap(one => one.split(':')), 'x'])))
    .toLowerCase().replace(/[^a-z0-9-]/g, '').replace(/^-+|-+$/g, '') || 'x';
  const [namespace, name] = [label(), label()];
  return {
    'iss': issuer,
    'sub': `system:serviceaccount:${namespace}:${name}`,
    'kubernetes.io': { namespace, serviceaccount: { name, uid: 'u' }, pod: { name: 'p', uid: 'u' } },
  };
}
