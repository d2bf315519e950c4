import { writeFileSync } from 'fs';
import { SCHEMAS } from './federation-schema';

for (const { file, text } of SCHEMAS) writeFileSync(file, text());
