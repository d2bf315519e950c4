import { copyFileSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Client } from './client';
import { BUCKET } from './federation';
import { cached } from '../setup/cache';
import { command, works } from '../setup/command';

const PROGRAM = join(__dirname, 'programs/java');
const FILES = ['pom.xml', 'ListBucket.java'];
const read = (file: string) => readFileSync(join(PROGRAM, file), 'utf8');

async function build(): Promise<string> {
  return cached('java', FILES.map(read), async folder => {
    for (const file of FILES) copyFileSync(join(PROGRAM, file), join(folder, file));
    await command(['nice', 'mvn', '--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'], { cwd: folder });
    await command(['javac', '-cp', 'lib/*', '-d', 'classes', 'ListBucket.java'], { cwd: folder });
  });
}

function missing(): string | undefined {
  const lacks = [['mvn', '--version'], ['javac', '-version'], ['keytool', '-help']].filter(([program, ...args]) => !works(program, ...args)).map(([program]) => program);
  return lacks.length === 0 ? undefined : `${lacks.join(', ')} (Debian: apt-get install default-jdk-headless maven)`;
}

export function javaClient(): Client {
  return {
    name: 'google-cloud-storage for Java',
    version: /<artifactId>google-cloud-storage<\/artifactId>\s*<version>([^<]+)/.exec(read('pom.xml'))![1],
    missing: missing(),
    asks: 'cloudStorage',
    program: async () => {
      const folder = await build();
      return { kind: 'stays', command: ['java', '-cp', [join(folder, 'classes'), join(folder, 'lib/*')].join(delimiter), 'ListBucket', BUCKET] };
    },
  };
}
