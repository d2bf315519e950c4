import { ACCOUNT, GENUINE, identity, IMPOSTORS, provider, ROLE_ARN } from './providers';
import { admit, traceAdmission, Undetermined } from '../../../lib/proof';

const REJECTED = 'The given credential is rejected by the attribute condition.';

test('admits the role, with the subject and the attribute that members name', () => {
  expect(admit(provider(), GENUINE)).toEqual({
    admitted: true,
    principal: { subject: GENUINE.arn, attributes: { aws_role: ROLE_ARN }, groups: [] },
  });
});

test.each(IMPOSTORS)('refuses %s', (_, impostor) => {
  expect(admit(provider(), impostor)).toMatchObject({ admitted: false, reason: REJECTED });
});

test.each(IMPOSTORS)("maps %s to another attribute than the role's, even without a condition", (_, impostor) => {
  const admission = admit(provider({ attributeCondition: undefined, accountId: impostor.account }), impostor);
  expect(admission).toMatchObject({ admitted: true });
  expect(admission).not.toMatchObject({ principal: { attributes: { aws_role: ROLE_ARN } } });
});

test('refuses another account, whatever mapping and condition say', () => {
  const impostor = identity(GENUINE.arn, '999988887777');
  expect(admit(provider({ attributeCondition: undefined }), impostor)).toMatchObject({ admitted: false, step: 'account' });
});

test.each([127, 128])('counts the bytes of google.subject: %i', bytes => {
  const prefix = `${ROLE_ARN}/`;
  const caller = identity(prefix + 'x'.repeat(bytes - prefix.length));
  expect(admit(provider(), caller)).toMatchObject(bytes === 127 ? { admitted: true } : {
    admitted: false, step: 'google.subject', reason: expect.stringContaining('exceeds the 127 bytes limit'),
  });
});

test('counts bytes of google.subject, not characters', () => {
  const mapping = new Map([['google.subject', "'" + 'ü'.repeat(64) + "'"]]);
  expect(admit(provider({ attributeMapping: mapping, attributeCondition: undefined }), GENUINE)).toMatchObject({ admitted: false, step: 'google.subject' });
});

test('the condition may speak of assertion, google and attribute', () => {
  const condition = `assertion.account == '${ACCOUNT}' && google.subject == assertion.arn && attribute.aws_role.endsWith('gcs-reader')`;
  expect(admit(provider({ attributeCondition: condition }), GENUINE)).toMatchObject({ admitted: true });
});

test.each([
  ['is false', 'false'],
  ['is not a truth value', "'true'"],
  ['speaks of an unknown attribute', "attribute.nope == 'x'"],
  ['cannot be parsed', 'assertion.arn =='],
])('rejects when the condition %s', (_, attributeCondition) => {
  expect(admit(provider({ attributeCondition }), GENUINE)).toMatchObject({ admitted: false, step: 'attribute condition', reason: REJECTED });
});

test.each([
  ['the condition', { attributeCondition: 'assertion.arn.unknown()' }, 'attribute condition'],
  ['the mapping', { attributeMapping: new Map([['google.subject', 'assertion.arn.reverse()']]) }, 'attribute mapping'],
])('does not decide if %s calls a function that nobody documents', (_, changes, step) => {
  expect(traceAdmission(provider(changes), GENUINE).steps.at(-1)).toMatchObject({ step, passed: undefined, code: 'undocumented-function' });
});

test.each([
  ['does not set google.subject', { 'attribute.x': 'assertion.arn' }, 'google.subject'],
  ['sets an empty google.subject', { 'google.subject': "''" }, 'google.subject'],
  ['cannot be evaluated', { 'google.subject': 'assertion.nope' }, 'attribute mapping'],
  ['gives no text', { 'google.subject': '1 == 1' }, 'attribute mapping'],
  ['has an unknown target', { 'google.subject': 'assertion.arn', 'other': 'assertion.arn' }, 'attribute mapping'],
])('refuses when the mapping %s', (_, mapping, step) => {
  expect(admit(provider({ attributeMapping: new Map(Object.entries(mapping)) }), GENUINE)).toMatchObject({ admitted: false, step });
});

test('reads groups', () => {
  const mapping = new Map([['google.subject', 'assertion.arn'], ['google.groups', "['one', assertion.account]"]]);
  expect(admit(provider({ attributeMapping: mapping, attributeCondition: undefined }), GENUINE))
    .toMatchObject({ admitted: true, principal: { groups: ['one', ACCOUNT] } });
});

test.each([
  ['account', { accountId: new Undetermined('${var.account}', 'unknown') }],
  ['mapping', { attributeMapping: new Map([['google.subject', new Undetermined('${var.subject}', 'unknown')]]) }],
  ['condition', { attributeCondition: new Undetermined('${var.condition}', 'unknown') }],
])('does not decide when the %s is not known', (_, changes) => {
  expect(admit(provider(changes), GENUINE)).toMatchObject({ admitted: undefined, reason: expect.stringContaining('${var.') });
});
