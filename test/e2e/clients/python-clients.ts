import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client';
import { BUCKET } from './federation';
import { missingPython, pythonEnvironment } from '../setup/python-environment';

const PROGRAMS = join(__dirname, 'programs/python');
const REQUIREMENTS = join(PROGRAMS, 'requirements.txt');

export function pythonClients(): Client[] {
  const pins = new Map(readFileSync(REQUIREMENTS, 'utf8').trim().split('\n').map(line => line.split('==') as [string, string]));
  const missing = missingPython();
  return [['google-auth', 'auth_library.py'], ['google-cloud-storage', 'cloud_storage.py']].map(([name, program]) => ({
    name: `${name} for Python`,
    version: pins.get(name)!,
    missing,
    asks: 'cloudStorage',
    program: async () => ({ kind: 'stays', command: [join(await pythonEnvironment(REQUIREMENTS), 'bin/python3'), join(PROGRAMS, program), BUCKET] }),
  }));
}
