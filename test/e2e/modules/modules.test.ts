import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntryPoint, entryPoints } from './entry-points';
import { importingProgram, requiringProgram, Seen, withoutTypes } from './program';
import { builtPackage, installInto, missingBuild, ROOT } from '../languages/built-package';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

const RUNNERS = ['node@22.23.3', 'node@24.21.0', 'tsx@4.23.15'];
const NODE_VERSIONS = ['this', '22', '24'];

/** How a program runs: in a project whose package.json has this type, from a file with this name. */
interface Runner {
  readonly what: string;
  readonly type: 'module' | 'commonjs';
  readonly file: string;
  readonly words: readonly string[];
}

const missing = missingBuild();
if (missing !== undefined) console.log(`skipped: the modules of the package need ${missing}`);

(missing === undefined ? describe : describe.skip)('entry points of the packed package', () => {
  let project: string;
  let runners: string;
  let entries: readonly EntryPoint[];

  beforeAll(async () => {
    runners = await installRunners();
    project = mkdtempSync(join(tmpdir(), 'modules-'));
    entries = entryPoints(installInto(project, await builtPackage()));
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, '@cdktf'));
    for (const name of ['cdktf', '@cdktf/provider-google', '@types', 'ts-node', 'typescript']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    const compilerOptions = { module: 'node16', moduleResolution: 'node16', target: 'es2022', types: ['node'], skipLibCheck: true };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  function run(node: string, { type, file, words }: Runner): Record<string, Seen> {
    const program = file === 'required.cjs' ? requiringProgram(entries) : importingProgram(entries);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type }));
    writeFileSync(join(project, file), file.endsWith('.ts') ? program : withoutTypes(program));
    // The types are checked once, with the Node.js that runs the tests.
    const env = { ...process.env, TS_NODE_TRANSPILE_ONLY: String(node !== process.execPath) };
    const { stdout, stderr } = spawnSync(node, [...words, file], { cwd: project, encoding: 'utf8', env });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Record<string, Seen>;
  }

  describe.each(NODE_VERSIONS)('Node.js %s', version => {
    const node = () => version === 'this' ? process.execPath : join(runners, `node${version}`, 'node_modules/.bin/node');

    test.each<Runner>([
      { what: 'an ES module', type: 'module', file: 'imported.js', words: [] },
      { what: 'CommonJS', type: 'commonjs', file: 'required.cjs', words: [] },
      { what: 'tsx in an ES-module app', type: 'module', file: 'app.ts', words: ['TSX'] },
      { what: 'tsx in a CommonJS app', type: 'commonjs', file: 'app.ts', words: ['TSX'] },
      { what: 'ts-node in a CommonJS app', type: 'commonjs', file: 'app.ts', words: ['node_modules/ts-node/dist/bin.js'] },
      { what: 'ts-node in an ES-module app', type: 'module', file: 'app.ts', words: ['--loader', 'ts-node/esm'] },
    ])('$what gets what the declarations promise by each way of importing', runner => {
      const words = runner.words.map(word => word === 'TSX' ? join(runners, 'tsx/node_modules/tsx/dist/cli.mjs') : word);
      const expected = Object.fromEntries(entries.map(({ specifier, names }): [string, Seen] =>
        [specifier, { named: names, namespace: names, dynamic: names, required: names }]));
      expect(run(node(), { ...runner, words })).toEqual(expected);
    });
  });

  test.each([
    { resolution: 'node10', module: 'commonjs', type: 'commonjs', ignoreDeprecations: '6.0' },
    // Once with the declarations themselves checked, besides what the program makes of them.
    { resolution: 'node16', module: 'node16', type: 'commonjs', skipLibCheck: false },
    { resolution: 'node16', module: 'node16', type: 'module' },
    { resolution: 'nodenext', module: 'nodenext', type: 'commonjs' },
    { resolution: 'nodenext', module: 'nodenext', type: 'module' },
    { resolution: 'bundler', module: 'esnext', type: 'module' },
  ])('types are found under $resolution in a $type app', ({ resolution, module, type, ignoreDeprecations, skipLibCheck = true }) => {
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type }));
    // A class that had no types would take any argument.
    const wrong = entries.flatMap(({ specifier, names }, index) => names.map(name => `// @ts-expect-error\nnew Wrong${index}.${name}(1, 2, 3, 4, 5, 6);`)
      .concat(`import * as Wrong${index} from '${specifier}';`));
    writeFileSync(join(project, 'typed.ts'), `${importingProgram(entries)}${wrong.join('\n')}\n`);
    const compilerOptions = {
      module, moduleResolution: resolution, ignoreDeprecations, skipLibCheck, target: 'es2022', strict: true, noEmit: true, types: ['node'],
    };
    writeFileSync(join(project, 'tsconfig.types.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    const { stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'], { cwd: project, encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

/** Installs the versions of Node.js and tsx, each into a folder of its own. */
function installRunners(): Promise<string> {
  return cached('runners', RUNNERS, async folder => {
    for (const runner of RUNNERS) {
      const into = join(folder, runner.startsWith('node@') ? runner.replace(/^node@(\d+).*/, 'node$1') : runner.replace(/@.*/, ''));
      mkdirSync(into);
      writeFileSync(join(into, 'package.json'), '{"private":true}');
      await command(['npm', 'install', '--no-audit', '--no-fund', runner], { cwd: into });
    }
  });
}
