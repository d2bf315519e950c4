import { ANSWERED_ERROR_IDS, answerOf, CAUSES, CauseId, ERROR_IDS, ERRORS, errorWords, KnownText, TEXTS } from '../../lib/errors';
import { explain } from '../../lib/errors/explain';
import { CATALOGUE as FINDINGS } from '../../lib/proof/check/findings/catalogue';

const CAUSE_IDS = Object.keys(CAUSES) as CauseId[];
/** Values that answers have in these tests. */
const VALUES = {
  attribute: 'google.subject',
  issuer: 'https://a',
  expected: 'https://b',
  audience: 'sts.amazonaws.com',
  time: '1732441111',
  type: 'AccessDenied',
  message: 'no',
  permission: 'storage.objects.list',
};

describe('the catalog', () => {
  test.each(ERROR_IDS)('%s is complete, and its headline leads to it', id => {
    const { error, from, causes, docs } = ERRORS[id];
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect([error, from].every(text => text.trim() === text && text !== '')).toBe(true);
    expect(new Set(causes).size).toBe(causes.length);
    expect(causes.length).toBeGreaterThan(0);
    expect(docs).toMatch(/^https:\/\/(?:[a-z.]*google\.(?:com|aip\.dev)|google\.aip\.dev|docs\.aws\.amazon\.com|developer\.hashicorp\.com)\/|\/cdk-gcp-federation\/blob\/main\/docs\//);
    expect(explain(error).matches[0]?.id).toBe(id);
  });

  test('every error has words, and every cause an error', () => {
    expect(ERROR_IDS.filter(id => !TEXTS.some(({ error }) => error === id))).toEqual([]);
    const used = new Set([...ERROR_IDS.flatMap(id => ERRORS[id].causes), ...TEXTS.flatMap(({ cause }) => cause ?? [])]);
    expect(CAUSE_IDS.filter(id => !used.has(id))).toEqual([]);
  });

  test('at least 250 texts of clients are known by client and version, each once', () => {
    const seen = TEXTS.flatMap(({ text, error, seen: sighting }) => sighting === undefined ? [] : [{ text, error, ...sighting }]);
    expect(new Set(seen.map(({ text }) => text)).size).toBeGreaterThanOrEqual(250);
    expect(seen.filter(({ client, version }) => client === '' || version === '')).toEqual([]);
    const keys = seen.map(({ text, client, version }) => `${client} ${version}: ${text}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test.each(CAUSE_IDS)('cause %s is in the form that scripts print: plain sentences, commands of one line', id => {
    const { cause, confirm, fix } = CAUSES[id];
    for (const text of [cause, ...fix, ...confirm.map(one => one.expect)]) expect(text).toMatch(/^\S.*[^\s.]$/);
    for (const { command } of confirm) expect(command).toMatch(/^\S.*\S$/);
    expect(confirm.length).toBeGreaterThan(0);
    expect(fix.length).toBeGreaterThan(0);
  });

  test('what confirms a cause where the program fails needs no tool that images lack', () => {
    const TOOLS = new Set(['env', 'cut', 'grep', 'cat', 'ls', 'head', 'tail', 'printf', 'test', 'echo', 'curl', 'ps', 'id', 'date', 'base64', 'getent', 'sudo',
      'tr', 'dirname', 'Get-Content', 'Get-Acl', 'Select-String', 'Format-List']);
    const used = CAUSE_IDS.flatMap(id => CAUSES[id].confirm).filter(({ where }) => where === 'workload')
      .flatMap(({ command }) => command.replace(/'[^']*'|"[^"$]*"/g, 'TEXT').split(/[|;]|&&|\$\(/))
      .map(part => part.trim().replace(/^TOKEN=$/, '').split(/\s+/)[0]).filter(tool => tool !== '');
    expect([...new Set(used)].filter(tool => !TOOLS.has(tool))).toEqual([]);
  });
});

describe('words', () => {
  const filled = ({ text }: KnownText) => text.replaceAll(/[…‥]/g, ' something else ');

  test.each(TEXTS.map(known => [known.text, known] as const))('of a client lead to their error: %s', (_, known) => {
    const { matches } = explain(filled(known));
    expect(matches.map(({ id }) => id)).toContain(known.error);
    if (known.cause !== undefined) expect(matches.find(({ id }) => id === known.error)?.causes.map(({ id }) => id)).toContain(known.cause);
  });
});

describe('answers', () => {
  test.each(ANSWERED_ERROR_IDS)('of the emulators are explained as what they are: %s', id => {
    const { status, code, message } = answerOf(id, VALUES);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(explain(`${code}: ${message} (generateAccessToken)`).matches[0].id).toBe(id);
  });

  test('of AWS STS are told apart', () => {
    const said = (type: string) => explain(answerOf('aws-response-invalid', { type, message: 'no' }).message).matches[0].id;
    expect(['InvalidClientTokenId', 'ExpiredToken', 'SignatureDoesNotMatch'].map(said))
      .toEqual(['aws-rejected-credentials', 'aws-credentials-expired', 'aws-signature-mismatch']);
  });

  test('want their values', () => {
    expect(() => answerOf('token-stale')).toThrow("answer 'token-stale' needs a value for 'time'");
  });

  test('are shown with status, code and the names of their values', () => {
    expect(errorWords('token-stale')).toBe('400 invalid_grant: ID Token issued at TIME is stale to sign-in.');
    expect(errorWords('no-default-credentials')).toBe('Could not load the default credentials');
  });
});

test('every finding with a run-time error refers to one of the catalog, whose words lead to its page', () => {
  const referred = Object.values(FINDINGS).flatMap(({ runtimeError }) => runtimeError ?? []);
  expect(referred.length).toBeGreaterThan(40);
  for (const id of new Set(referred)) expect(explain(errorWords(id)).matches.map(match => match.id)).toContain(id);
});
