import { GcpSubject } from '../../lib/federation';

test.each([
  ['arn', GcpSubject.arn(), 'assertion.arn'],
  ['userId', GcpSubject.userId(), 'assertion.userid'],
])('%s maps its assertion', (kind, subject, expression) => {
  expect(subject._bind()).toEqual({ kind, expression });
  expect(JSON.stringify(subject)).toBe(`"${kind}"`);
});
