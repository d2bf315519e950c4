import { join, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** Declarations that an entry needs, by their own imports; and the packages that these name. */
function declarationsOf(entry: string): { files: string[]; packages: string[] } {
  const file = join(ROOT, entry);
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([file], { ...options, declaration: true, emitDeclarationOnly: true, noEmit: false, types: ['node'] });
  const emitted = new Map<string, string>();
  program.emit(undefined, (path, text) => { emitted.set(relative(join(ROOT, 'build'), resolve(ROOT, path)), text); }, undefined, true);
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    const text = emitted.get(path);
    if (text === undefined) throw new Error(`there is no declaration ${path}`);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (!fileName.startsWith('.')) packages.add(fileName);
      else visit([`${join(path, '..', fileName)}.d.ts`, `${join(path, '..', fileName)}/index.d.ts`].find(candidate => emitted.has(candidate)) ?? fileName);
    }
  };
  visit(relative(join(ROOT, 'lib'), file).replace(/\.ts$/, '.d.ts'));
  return { files: [...files].sort(), packages: [...packages] };
}

// These entries are bundled, so their declarations are published without what they are bundled from.
test('the declarations of the assertions need those of the proof and the errors, and no package', () => {
  const { files, packages } = declarationsOf('lib/proof/assertions/index.ts');
  expect(packages).toEqual([]);
  expect(files).toContain('proof/check/check-report.d.ts');
  // The package ships the declarations of these folders.
  expect(files.filter(file => !/^(?:proof|errors)\//.test(file))).toEqual([]);
});

test('the declarations of the validation need aws-cdk-lib and nothing else', () => {
  const { files, packages } = declarationsOf('lib/proof/plugin/index.ts');
  expect(packages).toEqual(['aws-cdk-lib']);
  expect(files).toEqual(['proof/plugin/gcp-federation-validation.d.ts', 'proof/plugin/index.d.ts']);
});
