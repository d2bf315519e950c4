import { bearer, request, World } from './world';
import { GoogleConfiguration } from '../../../lib/proof';
import { TokenHolder } from '../../../lib/rehearsal/emulators';
import { configuration, EMAIL, MEMBER, POOL } from '../../proof/policy/configuration';
import { ROLE_ARN } from '../../proof/policy/providers';

const OBJECTS = '/storage/v1/b/bucket/o';
const ACCOUNT: TokenHolder = { kind: 'service account', email: EMAIL };
const DIRECT: TokenHolder = { kind: 'federated', principal: { pool: POOL, subject: `${ROLE_ARN}/i-0`, attributes: { aws_role: ROLE_ARN }, groups: [] } };
const [grant] = configuration().projectGrants;

function list(world: World, holder: TokenHolder, path = OBJECTS) {
  return world.cloudStorage.answer(request('GET', path, bearer(world.tokens.issue(holder, 60).token)));
}

test('lists the objects for an account that holds a role on the project', () => {
  const world = new World();
  expect(list(world, ACCOUNT)).toMatchObject({ status: 200, body: { items: [{ name: 'object' }] } });
  expect(world.log.entries).toMatchObject([{ verdict: 'accepted', identity: EMAIL }]);
});

test('lists the objects for a principal that the roles are granted to directly', () => {
  expect(list(new World({ projectGrants: [{ ...grant, member: MEMBER }] }), DIRECT).status).toBe(200);
});

test.each<[string, Partial<GoogleConfiguration>, TokenHolder]>([
  ['no role', { projectGrants: [] }, ACCOUNT],
  ['a role that lists nothing', { projectGrants: [{ ...grant, role: 'roles/pubsub.viewer' }] }, ACCOUNT],
  ['a role on another project', { projectGrants: [{ ...grant, project: 'other-project' }] }, ACCOUNT],
  ['a role of another account', {}, { kind: 'service account', email: 'other-account@my-gcp-project.iam.gserviceaccount.com' }],
  ['a federated token for the role of an account', {}, DIRECT],
  ['a token of another role', { projectGrants: [{ ...grant, member: `${MEMBER}-x` }] }, DIRECT],
])('refuses %s', (_, changes, holder) => {
  expect(list(new World(changes), holder)).toMatchObject({
    status: 403, body: { error: { message: expect.stringContaining("Permission 'storage.objects.list' denied on resource (or it may not exist).") } },
  });
});

test('wants a token that is alive', () => {
  const world = new World();
  const { token } = world.tokens.issue(ACCOUNT, 60);
  expect(world.cloudStorage.answer(request('GET', OBJECTS)).status).toBe(401);
  expect(world.cloudStorage.answer(request('GET', OBJECTS, bearer('made-up'))).status).toBe(401);
  expect(world.cloudStorage.answer(request('GET', OBJECTS, bearer(token))).status).toBe(200);
  world.now = new Date(world.now.getTime() + 61_000);
  expect(world.cloudStorage.answer(request('GET', OBJECTS, bearer(token))).status).toBe(401);
});

test('lists buckets by another permission', () => {
  const path = '/storage/v1/b?project=my-gcp-project';
  expect(list(new World(), ACCOUNT, path).status).toBe(403);
  expect(list(new World({ projectGrants: [{ ...grant, role: 'roles/storage.admin' }] }), ACCOUNT, path))
    .toMatchObject({ status: 200, body: { items: [{ name: 'bucket' }] } });
});

test('does not tell a bucket that is not there from one that is closed', () => {
  expect(list(new World(), ACCOUNT, '/storage/v1/b/other/o').status).toBe(403);
  expect(list(new World(), ACCOUNT, '/storage/v2').status).toBe(404);
});
