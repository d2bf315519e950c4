import { assert, constantFrom, property, record, string, stringMatching } from 'fast-check';
import { inShell } from './shell-parts';
import { signatureV4 } from '../../../lib/rehearsal/emulators';

// Each run starts a shell.
const RUNS = { numRuns: 15 };
const DIGESTS =
  'if has sha256sum; then sha256() { sha256sum | sed "s/ .*//"; }; else sha256() { openssl dgst -sha256 | sed "s/.* //"; }; fi';

test('percent-encodes any bytes as a form does', () => {
  assert(
    property(
      string({ unit: 'binary' }).filter(text => !text.includes('\0') && !/\p{Surrogate}/u.test(text)),
      text => {
        const encoded = encodeURIComponent(text).replace(
          /[!'()*]/g,
          letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
        );
        expect(inShell('percent_encode', { input: text })).toBe(encoded);
      },
    ),
    RUNS,
  );
});

test('flattens JSON as its parser reads it', () => {
  const text = string({ unit: 'grapheme-ascii' }).map(one => one.replace(/[\\"\t]/g, '-'));
  assert(
    property(
      record({ type: text, nested: record({ deeper: text, list: constantFrom(['a', 'b'], []) }), after: text }),
      value => {
        for (const spaces of [0, 2]) {
          const flat = inShell('flatten_json', { input: JSON.stringify(value, null, spaces) }).split('\n');
          expect(flat).toEqual(
            expect.arrayContaining([
              `type\t${value.type}`,
              `nested.deeper\t${value.nested.deeper}`,
              `after\t${value.after}`,
            ]),
          );
        }
      },
    ),
    RUNS,
  );
});

test.each(['', '[]', '{', '{"a": 1', '{"a" 1}', '{"a": 1} x', '{"a": }', 'type: external_account'])(
  'refuses %j, which is no JSON object',
  text => {
    expect(inShell('flatten_json >/dev/null && echo yes || echo no', { input: text })).toBe('no\n');
  },
);

test('signs the request as the emulator of AWS verifies it', () => {
  assert(
    property(
      stringMatching(/^[A-Za-z0-9/+=]{40}$/),
      stringMatching(/^[A-Za-z0-9/+=]{20,120}$/),
      constantFrom('us-east-1', 'eu-central-1'),
      (secret, token, region) => {
        const audience =
          '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/aws';
        const written = inShell(
          `${DIGESTS}
      access_key=ASIAEXAMPLE secret_key=$SECRET session_token=$TOKEN region=${region} audience=${audience}
      sign_caller_identity
      printf '%s\\n%s' "$now" "$signature"`,
          { environment: { SECRET: secret, TOKEN: token } },
        );
        const [date, signature] = written.split('\n');
        const url = new URL(`https://sts.${region}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15`);
        const headers = {
          'host': url.host,
          'x-amz-date': date,
          'x-amz-security-token': token,
          'x-goog-cloud-target-resource': audience,
        };
        expect(signature).toBe(
          signatureV4(
            { method: 'POST', url, headers },
            Object.keys(headers).sort(),
            { date: date.slice(0, 8), region, service: 'sts' },
            secret,
          ),
        );
      },
    ),
    { numRuns: 5 },
  );
});

test('hides a secret wherever it stands, whatever it holds', () => {
  assert(
    property(stringMatching(/^[ -~]{8,40}$/), string({ unit: 'grapheme-ascii', maxLength: 30 }), (secret, around) => {
      const shown = inShell('hide "$SECRET"; redact "$TEXT"; printf %s "$text"', {
        environment: { SECRET: secret, TEXT: `${around}${secret}${around}${secret}` },
      });
      expect(shown).not.toContain(secret);
    }),
    RUNS,
  );
});

test('reads the date of an answer', () => {
  for (const date of [
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Tue, 29 Feb 2028 23:59:59 GMT',
    'Sat, 28 Nov 2026 22:14:35 GMT',
    'Mon, 01 Mar 2100 12:00:00 GMT',
  ]) {
    expect(inShell(`epoch_of '${date}'`).trim()).toBe(String(Date.parse(date) / 1000));
  }
});

test.each([
  ['169.254.169.254', '169.254.169.254', true],
  ['*', '169.254.169.254', true],
  ['10.0.0.1, 169.254.169.254', '169.254.169.254', true],
  ['169.254.0.0/16', '169.254.169.254', true],
  ['', '169.254.169.254', false],
  ['169.254.169.25', '169.254.169.254', false],
  ['.googleapis.com', '127.0.0.1', false],
])('exceptions %j cover %s: %s', (exceptions, host, expected) => {
  expect(inShell(`p_no_proxy= p_NO_PROXY='${exceptions}'; set -f; excepted ${host} && echo yes || echo no`)).toBe(
    expected ? 'yes\n' : 'no\n',
  );
});
