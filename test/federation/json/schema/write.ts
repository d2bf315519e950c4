import { writeFileSync } from 'fs';
import { federationSchema, SCHEMA_FILE } from './federation-schema';

writeFileSync(SCHEMA_FILE, federationSchema());
