import { bearer, request, World } from './world';
import { configuration, EMAIL } from '../../proof/policy/configuration';

function look(world: World, name: string, withToken = true) {
  const { token } = world.tokens.issue({ kind: 'service account', email: EMAIL }, 60);
  return world.resourceManager.answer(request('GET', `/v1/projects/${name}`, withToken ? bearer(token) : {}));
}

test('tells the project by number and by id', () => {
  expect(look(new World(), '123456789012')).toMatchObject({ status: 200, body: { projectId: 'my-gcp-project' } });
  expect(look(new World(), 'my-gcp-project')).toMatchObject({ status: 200, body: { projectNumber: '123456789012' } });
});

test('refuses without token, without role, and for other projects', () => {
  expect(look(new World(), '123456789012', false).status).toBe(401);
  expect(look(new World({ projectGrants: [] }), '123456789012').status).toBe(403);
  expect(look(new World({ projectGrants: [{ ...configuration().projectGrants[0], role: 'roles/pubsub.publisher' }] }), '123456789012').status).toBe(403);
  expect(look(new World(), '999999999999').status).toBe(403);
});
