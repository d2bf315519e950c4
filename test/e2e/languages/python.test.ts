import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiTypes, BuiltPackage, builtPackage, installInto, missingBuild } from './built-package';
import { deployed } from './deployed';
import { PythonProject } from './python-project';
import { app, APPS, inApps, inPage, inScratch, page, pageCommands } from './scratch';
import { STRATEGIES } from './strategies';
import { runTypeScript } from './typescript-app';
import { missingPython } from '../setup/python-environment';

const lacks = [missingBuild(), missingPython()].filter(lack => lack !== undefined);
if (lacks.length > 0) process.stdout.write(`SKIPPED: the package for Python: ${lacks.join('; ')}\n`);
const STRATEGY_CLASSES = ['GcpAccess', 'GcpGrant', 'GcpSubject'];

test('nothing that the package for Python needs is missing in CI', () => {
  expect(process.env.CI === undefined ? [] : lacks).toEqual([]);
});

(lacks.length > 0 ? describe.skip : describe)('the package for Python', () => {
  let built: BuiltPackage;
  let python: PythonProject;
  beforeAll(async () => {
    built = await builtPackage();
    python = await PythonProject.of(built);
  });

  test('has every type and every member of the public API', () => {
    const types = apiTypes(built);
    const own = (name: string) => types.find(type => type.name === name)!;
    const inventory: Record<string, string[]> = JSON.parse(python.output([join(APPS, 'inventory.py')], APPS));
    expect(Object.keys(inventory).sort()).toEqual(types.map(({ name }) => name).sort());
    for (const [name, members] of Object.entries(inventory)) {
      const declared = [...own(name).methods ?? [], ...own(name).properties ?? []].map(member => member.name);
      expect({ name, members }).toEqual({ name, members: expect.arrayContaining(declared) });
    }
  });

  test('makes of every static factory what TypeScript makes of it', () => {
    expect(JSON.parse(python.output([join(APPS, 'strategies.py')], APPS))).toEqual(JSON.parse(JSON.stringify(STRATEGIES)));
    const factories = apiTypes(built).filter(({ name }) => STRATEGY_CLASSES.includes(name))
      .flatMap(({ methods = [] }) => methods.filter(method => method.static));
    const called = STRATEGIES.map(strategy => strategy.toJSON() as string | object).map(json => typeof json === 'string' ? json : Object.keys(json)[0]);
    expect([...new Set(called)].sort()).toEqual(factories.map(({ name }) => name).sort());
  });

  test('synthesizes the templates and assets of the TypeScript app, byte for byte', () => inApps(folder => {
    const expected = deployed(runTypeScript(built, app('app.ts'), folder));
    expect(Object.keys(expected).filter(file => file.endsWith('.template.json'))).toEqual(['file.template.json', 'functions.template.json', 'instances.template.json']);
    expect(deployed(python.synthesize(join(APPS, 'app.py'), folder))).toEqual(expected);
  }));

  test('has types that hold under mypy --strict', () => inPage(folder => {
    writeFileSync(join(folder, 'every_option.py'), app('app.py'));
    writeFileSync(join(folder, 'strategies.py'), app('strategies.py'));
    expect(python.checkTypes(['app.py', 'in_code.py', 'every_option.py', 'strategies.py'], folder)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(join(folder, 'wrong.py'), page['in_code.py'].replace('role_name="gcs-caller"', 'role_name=17'));
    expect(python.checkTypes(['wrong.py'], folder)).toMatchObject({ status: 1, stdout: expect.stringMatching(/role_name.*incompatible type "int"/) });
  }));

  const imports = 'import aws_cdk; from cdk_gcp_federation import GcpFederatedRole, GcpGrant; stack = aws_cdk.Stack();';
  const role = 'gcp_project_id="my-gcp-project", gcp_project_number="my-gcp-project", aws_account_id="111122223333", role_name="gcs-reader"';
  test.each([
    ['a property', `GcpFederatedRole(stack, "R", ${role})`,
      "RuntimeError: Default/R: gcpProjectNumber 'my-gcp-project' is not a project number: pass the digits that"],
    ['a grant', 'GcpGrant.project("storage.objectViewer")',
      "RuntimeError: Error: role 'storage.objectViewer' is not a Google Cloud role: pass 'roles/NAME' such as"],
    ['a file', 'GcpFederatedRole.from_json_file(stack, "R", "wrong.json")',
      'RuntimeError: Error: wrong.json:2:23: gcpProjectNumber 123456789012 is a number: put it in quotes'],
  ])('says what is wrong with %s as TypeScript does, in the last line', (_subject, program, message) => inScratch(folder => {
    writeFileSync(join(folder, 'wrong.json'), '{\n  "gcpProjectNumber": 123456789012\n}\n');
    expect(python.run(['-c', imports + program], folder).stderr.trim().split('\n').pop()).toContain(message);
  }));

  describe('as docs/languages.md shows it', () => {
    test('synthesizes what TypeScript does', () => inPage(folder => {
      const expected = deployed(runTypeScript(built, page['reports.ts'], folder));
      expect(Object.keys(expected)).toEqual(['reports.template.json']);
      expect(deployed(python.synthesize('app.py', folder))).toEqual(expected);
    }));

    test('runs with the description in code', () => inPage(folder => {
      expect(Object.keys(deployed(python.synthesize('in_code.py', folder)))).toContain('functions.template.json');
    }));

    test('fits the Google side that the installed command writes, which the command of the npm package confirms', () => inPage(folder => {
      python.synthesize('app.py', folder);
      expect(pageCommands.map(([subcommand]) => subcommand)).toEqual(['terraform', 'check', 'rehearse']);
      for (const args of pageCommands) expect(python.command(args, folder)).toMatchObject({ status: 0, stderr: '' });
      for (const args of pageCommands.slice(1)) {
        const command = [join(installInto(folder, built), 'build/command/main.js'), ...args, '--json'];
        const ofNpm = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
        expect({ args, status: ofNpm.status, matches: JSON.parse(ofNpm.stdout).matches }).toEqual({ args, status: 0, matches: true });
      }
    }));

    test('no longer fits once the Google side is written for another role, and the command says so by its exit code', () => inPage(folder => {
      python.synthesize('app.py', folder);
      const description = join(folder, 'federation.json');
      writeFileSync(description, readFileSync(description, 'utf8').replace('"gcs-reader"', '"gcs-writer"'));
      python.command(['terraform', 'federation.json', '--out', 'gcp'], folder);
      const { status, stdout } = python.command(['check', '--aws', 'cdk.out', '--gcp', 'gcp'], folder);
      expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('attribute condition') });
      expect(python.command(['check', '--aws', 'nowhere', '--gcp', 'gcp'], folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot read nowhere') });
    }));
  });
});
