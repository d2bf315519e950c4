import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { FLAGS, init } from './init';
import { stackWithSteps } from './stack-with-steps';
import type { RoleOrigin } from '../../../lib/cli/init/next-steps';
import { temporaryFolder } from '../../proof/temporary-folder';
import { compile } from '../../readme/compile';
import { ROOT } from '../../readme/samples';

const temporary = temporaryFolder();
const folder = temporary.path;
afterAll(temporary.remove);

beforeAll(async () => {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  expect(await init([...FLAGS, '--gcp', '--grant', 'bucket:reports:roles/storage.objectViewer'], { folder })).toMatchObject({ code: 0, errors: '' });
  expect(await init([...FLAGS, '--json', '--grant', 'bucket:reports:roles/storage.objectViewer'], { folder })).toMatchObject({ code: 0, errors: '' });
});

test('what is written and what is to be added compile, also where types have to be imported as such', () => {
  const roles: RoleOrigin[] = ['new', 'of an instance', 'of the app'];
  const apps = roles.map((role, index) => {
    const file = join(folder, `app-${index}.ts`);
    writeFileSync(file, stackWithSteps(folder, role));
    return file;
  });
  const problems = compile([...apps, join(folder, 'federation.ts'), join(folder, 'gcp.ts')], {
    verbatimModuleSyntax: true, isolatedModules: true, module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  expect(problems.filter(problem => problem.startsWith(folder))).toEqual([]);
});
