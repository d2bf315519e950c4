import { attributeMapping } from '../../../lib/federation/attribute-mapping';
import { GcpSubject } from '../../../lib/federation/subject';
import { findCaller } from '../../../lib/proof/callers/find-caller';
import { allOf, notIn } from '../../../lib/proof/callers/language';
import { ProviderCallers } from '../../../lib/proof/callers/provider-callers';
import { AwsUniverse, sessionsOf } from '../../../lib/proof/callers/universe/aws';
import { tokenUniverse } from '../../../lib/proof/callers/universe/issuers';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader`;
const DEFAULT = { 'google.subject': 'assertion.arn', 'attribute.aws_role': attributeMapping(GcpSubject.arn()._bind())['attribute.aws_role'] };
const universe = new AwsUniverse(ACCOUNT);

function unintended(condition: string | undefined, mapping: Readonly<Record<string, string>> = DEFAULT, selector = '*', value = '') {
  const callers = new ProviderCallers({ attributeMapping: new Map(Object.entries(mapping)), attributeCondition: condition }, universe);
  return findCaller(universe, allOf(callers.admitted, callers.named({ selector, value }), notIn(sessionsOf([ARN]))));
}

test.each([
  ['our own condition', `attribute.aws_role == '${ARN}' && assertion.arn.startsWith('${ARN}/')`],
  ['equality on the role', `attribute.aws_role == '${ARN}'`],
  ['a list of one', `attribute.aws_role in ['${ARN}']`],
  ['a loop', `['${ARN}/'].exists(prefix, assertion.arn.startsWith(prefix))`],
  ['an undecidable part behind an exact one', `assertion.arn.startsWith('${ARN}/') && attribute.aws_role.unknown()`],
  ['a part that contradicts itself', "assertion.userid.endsWith(':ab') && assertion.arn.endsWith('/ac')"],
])('nobody else passes %s', (_, condition) => {
  expect(unintended(condition)).toEqual({ kind: 'nobody' });
});

test('nobody else is the exact member of the default mapping, whatever the condition', () => {
  expect(unintended(undefined, DEFAULT, 'attribute.aws_role', ARN)).toEqual({ kind: 'nobody' });
});

test.each([
  ['a missing slash', `assertion.arn.startsWith('${ARN}')`, DEFAULT, /assumed-role\/gcs-reader\w+\/\w\w$/],
  ['a part of the ARN', "assertion.arn.contains('assumed-role/gcs-reader/') && assertion.arn.startsWith('arn:aws:iam')", DEFAULT, /:user\/assumed-role\/gcs-reader\/\w$/],
  ['a session that anybody can choose', "assertion.userid.endsWith(':exporter')", DEFAULT, /exporter$/],
  ['a letter in other case', `assertion.arn.lowerAscii().startsWith('${ARN}/')`, DEFAULT, /assumed-role\/gcs-reade[A-Z]\/|assumed-role\/[A-Za-z-]+\//],
  ['a name that is put together', "attribute.aws_role == 'arn:aws:sts::111122223333:assumed-role/' + 'back' + 'door'", DEFAULT, /assumed-role\/backdoor\//],
])('the shortest caller is found behind %s', (_, condition, mapping, arn) => {
  expect(unintended(condition, mapping)).toMatchObject({ kind: 'somebody', caller: { name: expect.stringMatching(arn) } });
});

test('what cannot be decided is said with its expression', () => {
  expect(unintended('attribute.aws_role.unknown()')).toMatchObject({
    kind: 'undecided', undecided: [{ expression: 'attribute.aws_role.unknown()', reason: expect.stringContaining('neither Google nor CEL') }],
  });
});

test('a question that takes more states than it may have is undecided, not answered', () => {
  const callers = new ProviderCallers({ attributeMapping: new Map([['google.subject', 'assertion.userid']]), attributeCondition: 'size(assertion.arn) > 550' }, universe);
  expect(findCaller(universe, callers.admitted, 2000)).toMatchObject({ kind: 'undecided', undecided: [{ reason: 'deciding takes more than 2000 states' }] });
});

test('an issuer that all its customers share lets anybody choose the claims', () => {
  const github = tokenUniverse({ url: 'https://token.actions.githubusercontent.com', kubernetes: false });
  const mapping = new Map([['google.subject', 'assertion.sub'], ['attribute.aws_role', 'assertion.environment']]);
  const callers = new ProviderCallers({ attributeMapping: mapping, attributeCondition: "assertion.repository_owner == 'my-org'" }, github);
  const found = findCaller(github, allOf(callers.admitted, callers.named({ selector: 'attribute.aws_role', value: 'gcs-reader' })));
  expect(found).toMatchObject({ kind: 'somebody', caller: { assertion: { environment: 'gcs-reader', repository_owner: 'my-org' } } });
});

test('a cluster signs no other subjects than those of service accounts', () => {
  const cluster = tokenUniverse({ url: 'https://issuer.example', kubernetes: true });
  const callers = new ProviderCallers({ attributeMapping: new Map([['google.subject', 'assertion.sub']]) }, cluster);
  expect(findCaller(cluster, allOf(callers.admitted, callers.named({ selector: 'subject', value: ARN })))).toEqual({ kind: 'nobody' });
});
