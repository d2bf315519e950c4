import { pageAddress } from '../../lib/errors/documentation';
import { troubleshootingPage } from '../../lib/errors/explain';

test('the command and the explanations point to one page', () => {
  expect(troubleshootingPage('an-error')).toBe(`${pageAddress('troubleshooting.md')}#an-error`);
});
