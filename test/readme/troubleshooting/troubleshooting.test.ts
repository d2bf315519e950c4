import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { COMMAND_ERRORS } from './command-errors';
import { troubleshootingPageText } from './page';
import { SYNTHESIS_ERRORS } from './synthesis-errors';
import { GcpFederatedRole } from '../../../lib';
import { CAUSES, ERROR_IDS, ERRORS } from '../../../lib/errors';
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

test('every anchor is there once', () => {
  const anchors = [...page.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
  const causes = Object.keys(CAUSES).map(id => `cause-${id}`);
  expect(anchors).toEqual([...ERROR_IDS, ...causes, ...[...SYNTHESIS_ERRORS, ...COMMAND_ERRORS].map(({ id }) => id)]);
  expect(new Set(anchors).size).toBe(anchors.length);
});

test('what CloudFormation says of a wrong account is quoted as it stands in the template', () => {
  const stack = new Stack(new App(), 'Stack');
  new GcpFederatedRole(stack, 'Reader', { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader' });
  const rules = Object.values(Template.fromStack(stack).toJSON().Rules as Record<string, { Assertions: { AssertDescription: string }[] }>);
  const [text] = rules.flatMap(rule => rule.Assertions.map(({ AssertDescription }) => AssertDescription)).filter(description => description.includes('awsAccountId'));
  expect(page).toContain(`\`${text}\``);
});
