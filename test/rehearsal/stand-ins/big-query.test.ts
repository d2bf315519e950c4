import { bearer, request, World } from './world';
import { BigQuery } from '../../../lib/rehearsal/stand-ins';
import { configuration, EMAIL } from '../../proof/google/configuration';

const [grant] = configuration().projectGrants;

function list(role: string, path = '/bigquery/v2/projects/my-gcp-project/datasets', token = true) {
  const world = new World({ projectGrants: [{ ...grant, role }] });
  const bigQuery = new BigQuery(world.policy, world.tokens, world.log);
  return bigQuery.answer(request('GET', path, token ? bearer(world.tokens.issue({ kind: 'service account', email: EMAIL }, 60).token) : {}));
}

test('lists datasets for who holds a role of BigQuery', () => {
  expect(list('roles/bigquery.user')).toMatchObject({ status: 200, body: { datasets: [{ id: 'my-gcp-project:rehearsal' }] } });
});

test('refuses other roles, other projects, other methods, and who has no token', () => {
  expect(list('roles/storage.objectViewer').status).toBe(403);
  expect(list('roles/bigquery.user', '/bigquery/v2/projects/other-project/datasets').status).toBe(403);
  expect(list('roles/bigquery.user', '/bigquery/v2/projects').status).toBe(404);
  expect(list('roles/bigquery.user', undefined, false).status).toBe(401);
});
