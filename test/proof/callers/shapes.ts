import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Determined, isDetermined } from '../../../lib/proof/determined';
import { googleConfiguration, readTerraformDocuments } from '../../../lib/proof/inputs/terraform';
import { PoolProvider } from '../../../lib/proof/policy';
import { parsePoolMember } from '../../../lib/proof/policy/member';

/** Provider and members of which a language is compared with an evaluation. */
export interface ShapeOfCallers {
  readonly name: string;
  readonly provider: PoolProvider;
  readonly account?: string;
  readonly issuer?: string;
  readonly members: readonly string[];
}

const FIXTURES = join(__dirname, '../../fixtures');
const ARN = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';

/** Returns each pair of mapping and condition of the fixtures once, with the members of its pool. */
export function shapesOfFixtures(): ShapeOfCallers[] {
  const folders = ['cases/check', 'corpus'].flatMap(folder => readdirSync(join(FIXTURES, folder)).map(id => join(FIXTURES, folder, id)));
  const inputs = folders.flatMap(folder => ['tf', 'plan.json', 'state.json', 'gcp', 'cdk.tf.json'].map(name => join(folder, name)).filter(existsSync));
  const shapes = inputs.flatMap(input => {
    try {
      return shapesIn(input);
    } catch {
      // Cases of what cannot be read are among the fixtures.
      return [];
    }
  });
  return [...new Map(shapes.map(shape => [keyOf(shape), shape])).values()];
}

function shapesIn(input: string): ShapeOfCallers[] {
  const google = googleConfiguration(readTerraformDocuments(input));
  const grants = [...google.serviceAccountBindings, ...google.projectGrants, ...google.resourceGrants];
  const members = [...new Set(grants.map(({ member }) => member).filter(isDetermined))];
  return [...google.awsProviders, ...google.otherProviders ?? []].map(provider => ({
    name: `${input.slice(FIXTURES.length + 1)} ${provider.address}`,
    provider,
    ...'accountId' in provider ? { account: isDetermined(provider.accountId) ? provider.accountId : '111122223333' } : {},
    ...'issuer' in provider ? { issuer: isDetermined(provider.issuer) ? provider.issuer : 'https://issuer.example' } : {},
    members: members.filter(member => parsePoolMember(member)?.pool.endsWith(`/${String(provider.poolId)}`)).slice(0, 4),
  }));
}

function keyOf({ provider: { attributeMapping, attributeCondition }, members }: ShapeOfCallers): string {
  const named = members.map(member => parsePoolMember(member)).map(parsed => [parsed?.selector, parsed?.value]);
  return JSON.stringify([[...attributeMapping], attributeCondition, named]);
}

/** Shapes that the fixtures do not have: a mapping beside that of the subject, and a condition. */
const EXTRA: ReadonlyArray<readonly [mapping: Readonly<Record<string, string>>, condition?: string]> = [
  [{}, "assertion.arn.lowerAscii().contains('gcs')"],
  [{}, "assertion.arn.upperAscii().endsWith('READER/AB')"],
  [{}, "assertion.arn.split('/').size() > 2 && !(assertion.arn.split('/')[1] in ['a','gcs-reader'])"],
  [{ 'attribute.x': "assertion.arn.split('/')[2]" }, "attribute.x == 'ab'"],
  [{}, "assertion.arn.split('x')[1].endsWith('ab') || assertion.arn.split('role/')[1].startsWith('gcs')"],
  [{}, "assertion.arn.split('aa')[1].contains('b')"],
  [{ 'attribute.x': "assertion.arn.extract('/{a}/')" }, "attribute.x != ''"],
  [{}, "assertion.arn.extract('aa{x}aab') != ''"],
  [{}, "assertion.arn.extract('{a}/') == 'x' || assertion.arn.matches('[')"],
  [{}, 'size(assertion.arn) == 50 || assertion.arn.size() < 40'],
  [{}, '60 <= size(assertion.userid) || size(assertion.arn) > 70'],
  [{}, "assertion.foo == 'x' || assertion.arn.endsWith('x')"],
  [{}, "!(assertion.foo == 'x') || true"],
  [{}, "has(assertion.foo) ? true : assertion.arn.contains('gcs-reader')"],
  [{}, "assertion.arn.matches('(?i)GCS-.*er$') || assertion.arn.matches('\\\\bgcs\\\\b')"],
  [{}, "assertion.arn.matches('^arn:aws:(sts|iam)::\\\\d+:(user|assumed-role)/[a-z-]+/?[^/]*$')"],
  [{}, `['${ARN}/','x'].exists(p, assertion.arn.startsWith(p))`],
  [{}, "['gcs','er'].all(p, assertion.arn.contains(p))"],
  [{}, `assertion.arn in ['${ARN}/ab', '${ARN}' + '/xx']`],
  [{ 'attribute.y': "assertion.userid + '|' + assertion.arn" }, "attribute.y.endsWith('gcs-reader/ab')"],
  [{ 'attribute.y': "assertion.arn + '|' + assertion.userid" }, "attribute.y.contains('gcs-reader/ab|AROA')"],
  [{ 'attribute.y': "{'gcs-reader':'g','web':'w'}[assertion.arn.extract('role/{r}/')]" }, "attribute.y == 'g'"],
  [{ 'attribute.y': "assertion.arn.extract('role/{r}/').lowerAscii()+'-'+assertion.arn.extract('{a}/')" }, "attribute.y.startsWith('gcs')"],
  [{ 'attribute.y': "assertion.arn.contains('user') ? 'u' : (assertion.arn.contains('gcs') ? assertion.arn : 'z')" }, "attribute.y != 'z' && attribute.y.endsWith('r')"],
  [{}, `['${ARN}/','x','arn:aws:sts'].exists_one(p, assertion.arn.startsWith(p))`],
  [{}, "['gcs','er','x'].exists_one(p, assertion.arn.contains(p))"],
  [{}, "(assertion.arn.contains('gcs') ? 1 : 0) + (assertion.arn.endsWith('b') ? 1 : 0) >= 1"],
  [{}, "assertion.arn.contains('gcs') ? 'b' in ['a', 'b'] : assertion.arn.contains('user') ? 1 == 2 : size(assertion.arn) > 50"],
  [{}, "assertion.arn in (assertion.arn.contains('x') ? ['arn:aws:sts::111122223333:assumed-role/gcs-reader/xx'] : [])"],
  [{ 'google.groups': "assertion.arn.contains('gcs') ? ['g', assertion.arn.extract('role/{r}/')] : []" }, "'g' in google.groups && !('x' in google.groups)"],
  [{}, "(assertion.arn.contains('user') ? ['a', 'gcs'] : ['er', 'b'])[1] == 'gcs' || (assertion.arn.contains('gcs') ? ['x'] : []).size() == 1"],
  [{}, "(assertion.arn.contains('user') ? ['xx', 'gcs'] : ['er', 'b']).exists(p, assertion.arn.endsWith(p))"],
  [{}, "assertion.arn == 5 || assertion.account == '111122223333' && assertion.userid.startsWith('AROA')"],
  [{}, "(assertion.arn.startsWith('arn:aws:sts') == true) != assertion.arn.endsWith('x')"],
  [{}, "attribute.nope == 'x' || assertion.arn.endsWith('x')"],
  [{}, "google.subject == assertion.arn && google.subject.endsWith('x')"],
  [{}, "'arn' in assertion && assertion['arn'].endsWith('x')"],
  [{ 'google.subject': "assertion.arn.extract('assumed-role/{r}')" }],
  [{ 'google.subject': "assertion.userid.extract('{r}:')" }, "assertion.arn.endsWith('x')"],
  [{ 'google.groups': "[assertion.arn.extract('role/{r}/'), 'all']" }, "'gcs-reader' in google.groups"],
  [{}, "[assertion.arn.extract('role/{r}/')].exists(x, x == 'gcs-reader')"],
  [{ 'attribute.y': "assertion.arn.extract('user/{u}/')" }, "attribute.y.contains('/')"],
];

/** Returns shapes with one provider of an AWS account each. */
export function extraShapes(): ShapeOfCallers[] {
  return EXTRA.map(([mapping, attributeCondition]) => ({
    name: `${JSON.stringify(mapping)} ${attributeCondition ?? 'without a condition'}`,
    account: '111122223333',
    members: [],
    provider: {
      address: 'provider',
      project: 'p',
      poolId: 'pool',
      providerId: 'provider',
      disabled: false,
      attributeMapping: new Map<string, Determined<string>>(Object.entries({ 'google.subject': 'assertion.arn', ...mapping })),
      attributeCondition,
    },
  }));
}
