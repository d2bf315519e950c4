import { troubleshootingPage } from '../../lib/errors';
import { pageAddress } from '../../lib/errors/documentation';

test('the command and the explanations point to one page', () => {
  expect(troubleshootingPage('attribute-condition')).toBe(`${pageAddress('troubleshooting.md')}#attribute-condition`);
});
