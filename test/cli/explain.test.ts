import { Readable } from 'node:stream';
import { explainCommand } from '../../lib/cli/explain-command';
import { runCommandLine } from '../../lib/cli/run-command-line';

function output(more: object = {}) {
  const written = { text: '', errors: '' };
  return {
    written,
    to: { write: (text: string) => { written.text += text; }, writeError: (text: string) => { written.errors += text; }, colour: false, ...more },
  };
}

const CONDITION = 'Error code unauthorized_client: The given credential is rejected by the attribute condition.';

test('prints cause, how to confirm it, and fix', async () => {
  const { written, to } = output();
  expect(await runCommandLine(['explain', CONDITION], to)).toBe(0);
  expect(written.errors).toBe('');
  expect(written.text).toMatch(
    /^The given credential is rejected by the attribute condition\nfrom Google STS; these words: Google STS .*\n\nCauses, the likeliest first\n\n1\. the process runs under a/,
  );
  expect(written.text).toMatch(/Confirm, where the program fails:\n {5}\$ TOKEN=.*\n {7}expect the role of the condition/);
  expect(written.text).toMatch(/\n {3}Fix:\n {5}- give the workload the federated role/);
  expect(written.text).toMatch(/\nSee https:\/\/\S+\/docs\/troubleshooting\.md#attribute-condition\nand https:\/\/\S+\n$/);
});

test('takes words that were not quoted', async () => {
  const { written, to } = output();
  expect(await runCommandLine(['explain', 'Org', 'Policy', 'violated', 'for', 'value'], to)).toBe(0);
  expect(written.text).toContain('iam.workloadIdentityPoolAwsAccounts');
});

test('writes JSON for programs', async () => {
  const { written, to } = output();
  expect(await runCommandLine(['explain', '--json', CONDITION], to)).toBe(0);
  const { matches, nearest } = JSON.parse(written.text);
  expect(matches).toHaveLength(1);
  expect(matches[0]).toMatchObject({ id: 'attribute-condition', from: 'Google STS' });
  expect(matches[0].causes[0]).toMatchObject({ id: 'other-role', confirm: [{ where: 'workload' }, {}, {}] });
  expect(matches[0].causes[0]).not.toHaveProperty('signs');
  expect(nearest).toEqual([]);
});

test('keeps to the width of a terminal, except for commands, which are copied', async () => {
  const { written, to } = output({ columns: 60 });
  await runCommandLine(['explain', CONDITION], to);
  const long = written.text.split('\n').filter(line => line.length > 60);
  expect(long.filter(line => !/^ {5}\$ |^(?:See|and) /.test(line))).toEqual([]);
});

test('reads the standard input where no text is passed', async () => {
  const { written, to } = output();
  const input = Readable.from([Buffer.from('2026-01-01 ERROR Could not load the def'), Buffer.from('ault credentials\n')]);
  expect(await explainCommand([], to, input)).toBe(0);
  expect(written.text).toContain('GOOGLE_APPLICATION_CREDENTIALS');
});

test('- stands for the standard input', async () => {
  const { written, to } = output();
  expect(await explainCommand(['-', '--json'], to, Readable.from([Buffer.from('Could not load the default credentials')]))).toBe(0);
  expect(JSON.parse(written.text).matches).toHaveLength(1);
});

test('an error that is not known: exit code 1, and what reads alike', async () => {
  const { written, to } = output();
  expect(await runCommandLine(['explain', 'the credential was not accepted by the attribute condition'], to)).toBe(1);
  expect(written.text).toMatch(/^This error is not known\. Similar known errors:\n(?: {2}.*\n)* {2}- The given credential is rejected by the attribute condition\n(?: {2}.*\n)*See https:\/\/\S+\/docs\/troubleshooting\.md\n$/);
});

test('nothing alike is said, too', async () => {
  const { written, to } = output();
  expect(await runCommandLine(['explain', 'disk full'], to)).toBe(1);
  expect(written.text).toMatch(/^This error is not known\.\nSee https:\/\/\S+\/docs\/troubleshooting\.md\n$/);
});

test.each([['a terminal', Object.assign(Readable.from([]), { isTTY: true })], ['an empty input', Readable.from([' \n'])]])('fails when there is no text: %s', async (_, input) => {
  const { to } = output();
  await expect(explainCommand([], to, input)).rejects.toThrow(/^no error text was given: pass it in quotes/);
});
