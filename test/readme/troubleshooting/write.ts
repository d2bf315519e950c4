import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { troubleshootingPageText } from './page';

writeFileSync(join(__dirname, '../../../docs/troubleshooting.md'), troubleshootingPageText());
