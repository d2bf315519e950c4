import { accept, isMatch } from '../../../lib/proof/check/accept';
import { finding } from '../report-generator';

const depends = (id: string) => finding({ id, severity: 'depends' });
const acceptedIds = (...args: Parameters<typeof accept>) => accept(...args).filter(({ accepted }) => accepted).map(({ id }) => id);

test('--accept-depends accepts what depends, but neither what was not read nor a named caller', () => {
  const findings = ['conditional-grant', 'unread', 'credential-config-unreadable', 'named-without-workload'].map(depends);
  expect(acceptedIds(findings, { acceptDepends: true })).toEqual(['conditional-grant']);
});

test('--accept accepts by id, but never a named caller, and never an error', () => {
  const findings = [depends('unread'), depends('named-without-workload'), finding({ id: 'overwritten', severity: 'error' }), depends('role-not-known')];
  expect(acceptedIds(findings, { accept: ['unread', 'named-without-workload', 'overwritten'] })).toEqual(['unread']);
});

test.each([
  ['nothing', [], true],
  ['a warning', [finding({ severity: 'warning' })], true],
  ['an error', [finding()], false],
  ['what depends', [depends('unread')], false],
  ['what is accepted', [{ ...depends('unread'), accepted: true }], true],
])('with %s, both sides match: %s', (_, findings, expected) => {
  expect(isMatch(findings)).toBe(expected);
});
