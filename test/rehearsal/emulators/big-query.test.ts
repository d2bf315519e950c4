import { bearer, request, World } from './world';
import { BigQuery } from '../../../lib/rehearsal/emulators';
import { configuration, EMAIL } from '../../proof/policy/configuration';

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

describe('a query', () => {
  const world = new World({ projectGrants: [{ ...grant, role: 'roles/bigquery.jobUser' }] });
  const bigQuery = new BigQuery(world.policy, world.tokens, world.log);
  const ask = (method: string, path: string, body = '', email = EMAIL) => bigQuery.answer(request(method, `/bigquery/v2/projects/my-gcp-project/${path}`, {
    ...bearer(world.tokens.issue({ kind: 'service account', email }, 60).token), body,
  })) as { status: number; body: any };
  const job = (query: string) => JSON.stringify({ jobReference: { jobId: 'job-1' }, configuration: { query: { query } } });

  test('tells who asked, to whoever asked', () => {
    expect(ask('POST', 'jobs', job('SELECT SESSION_USER() AS caller'))).toMatchObject({ status: 200, body: { jobReference: { jobId: 'job-1' }, status: { state: 'DONE' } } });
    expect(ask('GET', 'jobs/job-1').status).toBe(200);
    expect(ask('GET', 'queries/job-1').body).toMatchObject({ schema: { fields: [{ name: 'caller' }] }, rows: [{ f: [{ v: EMAIL }] }] });
  });

  test('fails when it is another, when there is none, and for others', () => {
    expect(ask('POST', 'jobs', job('SELECT 1')).status).toBe(400);
    expect(ask('POST', 'jobs', 'not JSON').status).toBe(400);
    expect(ask('GET', 'queries/job-2').status).toBe(404);
    expect(ask('GET', 'queries/job-1', '', `other-${EMAIL}`).status).toBe(403);
  });
});
