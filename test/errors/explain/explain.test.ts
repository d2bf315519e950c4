import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { EXPECTED } from './expected';
import { WRAPPERS } from './wrappers';
import { explain } from '../../../lib/errors/explain';

interface Case {
  readonly id: string;
  readonly text: string;
  readonly error?: string;
  readonly cause?: string;
}

function fixture(name: string): string {
  return readFileSync(join(__dirname, '../../fixtures/errors', name), 'utf8');
}

function ids(text: string): string[] {
  return explain(text).matches.map(({ id }) => id);
}

const REPORTED = JSON.parse(fixture('reported.json')) as readonly Case[];
const HELD_OUT = JSON.parse(fixture('held-out.json')) as readonly Case[];
const UNRELATED = fixture('unrelated.txt').split('\n').filter(line => line !== '');

describe('texts of public reports', () => {
  test.each(REPORTED.map(({ id, text }) => [id, text]))('%s has its right cause first', (id, text) => {
    const [match] = explain(text).matches;
    expect([match?.id, match?.causes[0].id]).toEqual(EXPECTED[id]);
  });

  test('all have an answer', () => {
    expect(REPORTED.map(({ id }) => id)).toEqual(Object.keys(EXPECTED));
  });

  test.each(HELD_OUT.map(({ id, text, error, cause }) => [id, text, error, cause]))('%s, of other versions and programs, is right', (_, text, error, cause) => {
    const [match] = explain(text ?? '').matches;
    expect(match?.id).toBe(error);
    if (cause !== undefined) expect(match?.causes[0].id).toBe(cause);
  });
});

describe('texts of unrelated programs', () => {
  test.each(UNRELATED)('%s is not known', text => {
    expect(ids(text)).toEqual([]);
  });

  test('are not known in one paste either', () => {
    expect(UNRELATED.length).toBeGreaterThan(100);
    expect(ids(UNRELATED.join('\n'))).toEqual([]);
  });
});

describe('what surrounds an error does not matter', () => {
  const texts = [
    'Error code unauthorized_client: The given credential is rejected by the attribute condition.',
    "google.auth.exceptions.RefreshError: ('Unable to acquire impersonated credentials', '{\"error\": {\"code\": 403, \"message\": \"Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\", \"status\": \"PERMISSION_DENIED\"}}')",
    'Error code invalid_grant: Received invalid AWS response of type ExpiredToken with error message: The security token included in the request is expired',
    "Error reading credentials from stream, 'type' value 'external_account' not recognized. Expecting 'authorized_user' or 'service_account'.",
    'Unable to determine the AWS metadata server security credentials endpoint',
    'Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication/getting-started for more information.',
    "RefreshError: ('Unable to retrieve AWS role name', '<title>401 - Unauthorized</title>')",
    'Invalid value for "audience". This value should be the full resource name of the Identity Provider.',
  ];

  test.each(Object.entries(WRAPPERS))('%s', (_, wrap) => {
    for (const text of texts) expect([text, ids(wrap(text))[0]]).toEqual([text, ids(text)[0]]);
  });

  test('any text before and after', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
      expect(ids(`${before} ${texts[0]} ${after}`)).toContain('attribute-condition');
    }));
  });

  test('lines broken anywhere', () => {
    fc.assert(fc.property(fc.nat(texts[4].length), fc.constantFrom('\n', '\r\n  ', '\\n', '\u001b[31m'), (at, noise) => {
      expect(ids(`${texts[4].slice(0, at)}${noise}${texts[4].slice(at)}`)).toEqual(['container-credentials-not-supported']);
    }));
  });

  test('nothing breaks it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => { explain(text); }));
    fc.assert(fc.property(fc.json(), text => { explain(text); }));
    expect(ids('%E0%A4%A %%% %C3%28 &#99999999; \\u{110000} \\ud800')).toEqual([]);
  });
});

describe('several errors in one paste', () => {
  test('are all explained', () => {
    const log = [
      "2026-11-28T22:00:00Z Unable to retrieve AWS region: b'401 - Unauthorized'",
      '2026-11-28T22:05:00Z Error code unauthorized_client: The given credential is rejected by the attribute condition.',
      'Error: Error creating WorkloadIdentityPool: googleapi: Error 409: Requested entity already exists',
    ].join('\n');
    expect(ids(log).sort()).toEqual(['attribute-condition', 'id-not-reusable', 'imdsv2-url-missing']);
  });

  test('what says only where it failed gives way to what says why', () => {
    expect(ids('Failed to generate Google Cloud federated token for //iam: {"error":"invalid_target"}, audience')).toEqual(['provider-not-found']);
    expect(ids('Failed to generate Google Cloud federated token for //iam: ')).toEqual(['exchange-failed']);
  });

  test('of two that share their words, the longer one remains', () => {
    expect(ids('Unable to retrieve AWS role name: 401')).toEqual(['imdsv2-url-missing']);
    expect(ids('Unable to retrieve AWS role name: 404')).toEqual(['no-instance-profile']);
    expect(ids("Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).")).toEqual(['impersonation-denied']);
    expect(ids('Unable to retrieve AWS role name of i-0401f')).toEqual(['role-name-not-retrieved']);
  });
});

describe('the likeliest cause', () => {
  const cause = (text: string) => explain(text).matches[0].causes[0].id;

  test('is the one that words or the surroundings point to', () => {
    expect(cause('connect ETIMEDOUT 169.254.169.254:80')).toBe('no-metadata-service');
    expect(cause('NO_PROXY is empty, proxy squid answered: connect ETIMEDOUT 169.254.169.254:80')).toBe('metadata-through-proxy');
    expect(cause('request to http://169.254.169.254/latest/api/token failed, reason: connect EINVAL at /var/task/index.js')).toBe('no-metadata-service');
    expect(cause('getaddrinfo ENOTFOUND sts.googleapis.com')).toBe('names-not-resolved');
    expect(cause('dial tcp 142.250.1.95:443: i/o timeout, Post https://sts.googleapis.com/v1/token')).toBe('no-route-to-google');
  });

  test('an anonymous caller was not admitted', () => {
    const [match] = explain('ServiceException: 401 Anonymous caller does not have storage.objects.list access to the Google Cloud Storage bucket.').matches;
    expect([match.id, match.causes[0].id]).toEqual(['anonymous-caller', 'anonymous-caller']);
    expect(match.causes.map(({ id }) => id)).not.toContain('role-missing');
  });
});

describe('what is not known', () => {
  test('is said to be unknown, with errors that share more than a common word', () => {
    const { matches, nearest } = explain('Your credential was rejected because of the attribute condition of the provider');
    expect(matches).toEqual([]);
    expect(nearest.map(({ id }) => id)).toContain('attribute-condition');
    expect(nearest.length).toBeLessThanOrEqual(3);
  });

  test.each(['', '   ', 'the file does not exist', 'invalid credentials', 'permission denied', 'The subject token of this exam was lost', 'Segmentation fault (core dumped)'])("'%s' is like no error", text => {
    expect(explain(text)).toEqual({ matches: [], nearest: [] });
  });
});
