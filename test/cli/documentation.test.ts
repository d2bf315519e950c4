import { pageAddress } from '../../lib/cli/documentation';
import { troubleshootingPage } from '../../lib/proof/explain';

test('the command and the explanations point to one page', () => {
  expect(troubleshootingPage('an-error')).toBe(`${pageAddress('troubleshooting.md')}#an-error`);
});
