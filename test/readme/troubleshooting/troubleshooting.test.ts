import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { COMMAND_ERRORS } from './command-errors';
import { troubleshootingPageText } from './page';
import { messageOf, SYNTHESIS_ERRORS } from './synthesis-errors';
import { GcpFederatedRole } from '../../../lib';
import { CAUSES, ERROR_IDS, ERRORS, SYNTHESIS_ERROR_IDS } from '../../../lib/errors';
import { explain } from '../../../lib/errors/explain';

const ROOT = join(__dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');

test('docs/troubleshooting.md is up to date: npx ts-node -T --prefer-ts-exts test/readme/troubleshooting/write.ts', () => {
  expect(page).toBe(troubleshootingPageText());
});

test.each(ERROR_IDS.map(id => [id, ERRORS[id].error]))('explain links %s to its own heading', (id, error) => {
  const { repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [{ page: link }] = explain(error).matches;
  expect(link).toBe(`${repository.url.replace(/\.git$/, '')}/blob/main/docs/troubleshooting.md#${id}`);
  expect(page).toContain(`<a id="${id}"></a>\n\n### \`${error}\`\n`);
});

test.each(SYNTHESIS_ERRORS.map(known => [known.id, known] as const))('explain knows what the constructs say: %s', (id, known) => {
  const { matches } = explain(`${join(ROOT, 'app.ts')}:12\n\nError: ${messageOf(known)}\n    at new Reader (/app/node_modules/cdk-gcp-federation/lib/aws/role.js:12:3)`);
  expect(matches.map(match => match.id)).toEqual([id]);
});

test('every error of synthesis has an example', () => {
  expect(SYNTHESIS_ERRORS.map(({ id }) => id)).toEqual(SYNTHESIS_ERROR_IDS);
});

test('every anchor is there once', () => {
  const anchors = [...page.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
  const causes = Object.keys(CAUSES).map(id => `cause-${id}`);
  const synthesis = SYNTHESIS_ERRORS.map(({ id }) => id);
  const others = ERROR_IDS.filter(id => !synthesis.some(own => own === id));
  expect(anchors).toEqual([...others, ...causes, ...synthesis, ...COMMAND_ERRORS.map(({ id }) => id)]);
  expect(new Set(anchors).size).toBe(anchors.length);
});

test('explain knows what CloudFormation says of a wrong account', () => {
  const stack = new Stack(new App(), 'Stack');
  new GcpFederatedRole(stack, 'Reader', { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader' });
  const rules = Object.values(Template.fromStack(stack).toJSON().Rules as Record<string, { Assertions: { AssertDescription: string }[] }>);
  const [text] = rules.flatMap(rule => rule.Assertions.map(({ AssertDescription }) => AssertDescription)).filter(description => description.includes('awsAccountId'));
  expect(explain(text).matches.map(({ id }) => id)).toEqual(['account-rule']);
});
