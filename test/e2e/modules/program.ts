import type { EntryPoint } from './entry-points';

/** What a program saw of one entry point: the names it got by each way of importing. */
export interface Seen {
  readonly named: readonly string[];
  readonly namespace: readonly string[];
  readonly dynamic: readonly string[];
  readonly required: readonly string[];
}

const REPORT = `
const names = (module: object) => Object.keys(module).filter(name => name !== 'default' && name !== 'module.exports').sort();
const present = (module: Record<string, unknown>) => Object.keys(module).filter(name => module[name] !== undefined).sort();`;

/** Returns a program, in TypeScript that is also an ES module and CommonJS, that prints what it sees of each entry point. */
export function importingProgram(entries: readonly EntryPoint[]): string {
  const imports = entries.flatMap(({ specifier, names }, index) => [
    `import * as namespace${index} from '${specifier}';`,
    `import { ${names.map(name => `${name} as ${name}${index}`).join(', ')} } from '${specifier}';`,
  ]);
  const reports = entries.map(({ specifier, names }, index) => `'${specifier}': {
    named: present({ ${names.map(name => `${name}: ${name}${index}`).join(', ')} }),
    namespace: names(namespace${index}),
    dynamic: names(await import('${specifier}')),
    required: names(requireHere('${specifier}')),
  }`);
  return `import { createRequire } from 'node:module';
${imports.join('\n')}
const requireHere = createRequire(process.cwd() + '/');${REPORT}
void (async () => console.log(JSON.stringify({ ${reports.join(', ')} })))();
`;
}

/** Returns a program in plain CommonJS that prints the same; what it requires it sees by name, too. */
export function requiringProgram(entries: readonly EntryPoint[]): string {
  const reports = entries.map(({ specifier, names }) => `'${specifier}': {
    named: (({ ${names.join(', ')} }) => present({ ${names.join(', ')} }))(require('${specifier}')),
    namespace: names(require('${specifier}')),
    dynamic: names(await import('${specifier}')),
    required: names(require('${specifier}')),
  }`);
  return `${withoutTypes(REPORT)}
void (async () => console.log(JSON.stringify({ ${reports.join(', ')} })))();
`;
}

/** Returns a program as JavaScript. */
export function withoutTypes(program: string): string {
  return program.replace(/: (?:object|Record<string, unknown>)\)/g, ')');
}
