import { messageOf } from './messages';
import { GcpAccess } from '../../lib/federation';

const EMAIL = 'gcs-reader@other-project.iam.gserviceaccount.com';

test('impersonation by id creates the account in the project of the pool', () => {
  expect(GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 900 })._bind('my-gcp-project', 'own-account')).toEqual({
    kind: 'impersonation',
    serviceAccount: { email: 'gcs-reader@my-gcp-project.iam.gserviceaccount.com', project: 'my-gcp-project', accountIdToCreate: 'gcs-reader' },
    tokenLifetimeSeconds: 900,
  });
});

test('impersonation by email binds the account where it is, and creates none', () => {
  expect(GcpAccess.impersonation({ serviceAccountEmail: EMAIL })._bind('my-gcp-project', 'own-account')).toEqual({
    kind: 'impersonation',
    serviceAccount: { email: EMAIL, project: 'other-project', accountIdToCreate: undefined },
    tokenLifetimeSeconds: undefined,
  });
});

test('direct access has no service account', () => {
  expect(GcpAccess.direct()._bind('my-gcp-project', 'own-account')).toEqual({ kind: 'direct' });
});

test.each([[undefined, 'my-gcp-project'], [{ serviceAccountProject: 'data-project' }, 'data-project'], [{ tokenLifetimeSeconds: 900 }, 'my-gcp-project']])(
  'impersonation that names no account creates one of the workload\'s own: %j', (options, project) => {
    expect(GcpAccess.impersonation(options)._bind('my-gcp-project', 'own-account')).toEqual({
      kind: 'impersonation',
      serviceAccount: { email: `own-account@${project}.iam.gserviceaccount.com`, project, accountIdToCreate: 'own-account' },
      tokenLifetimeSeconds: options && 'tokenLifetimeSeconds' in options ? 900 : undefined,
    });
  });

test('fails when both ways to name the account are used', () => {
  expect(messageOf(() => GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', serviceAccountEmail: EMAIL }))).toBe(
    'GcpAccess.impersonation takes at most one of serviceAccountId and serviceAccountEmail: the first creates an account, the second binds an existing one');
});

test('fails when a value is outside its grammar, before anything is bound', () => {
  expect(() => GcpAccess.impersonation({ serviceAccountId: 'Reader' })).toThrow("serviceAccountId 'Reader'");
  expect(() => GcpAccess.impersonation({ serviceAccountEmail: 'reader' })).toThrow("serviceAccountEmail 'reader'");
  expect(() => GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 599 })).toThrow('tokenLifetimeSeconds 599');
});

test('has a JSON form', () => {
  expect(JSON.stringify(GcpAccess.direct())).toBe('"direct"');
  expect(JSON.stringify(GcpAccess.impersonation({ serviceAccountId: 'gcs-reader' }))).toBe('{"impersonation":{"serviceAccountId":"gcs-reader"}}');
});

test('keeps what it was given even when the caller changes the options', () => {
  const options = { serviceAccountId: 'gcs-reader' };
  const access = GcpAccess.impersonation(options);
  options.serviceAccountId = 'changed-later';
  expect(access._bind('my-gcp-project', 'own-account').serviceAccount!.accountIdToCreate).toBe('gcs-reader');
});

test('creates the account in another project, where that is named', () => {
  expect(GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', serviceAccountProject: 'data-project' })._bind('my-gcp-project', 'own-account').serviceAccount).toEqual({
    email: 'gcs-reader@data-project.iam.gserviceaccount.com', project: 'data-project', accountIdToCreate: 'gcs-reader',
  });
});

test('fails when the project of the account is a number, or named beside the email that names it', () => {
  expect(() => GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', serviceAccountProject: '123456' })).toThrow("serviceAccountProject '123456' is a project number");
  expect(() => GcpAccess.impersonation({ serviceAccountEmail: 'gcs-reader@data-project.iam.gserviceaccount.com', serviceAccountProject: 'data-project' }))
    .toThrow("serviceAccountProject 'data-project' is set together with serviceAccountEmail: leave it out");
});
