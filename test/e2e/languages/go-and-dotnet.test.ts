import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiTypes, BuiltPackage, builtPackage, missingBuild } from './built-package';
import { deployed } from './deployed';
import { missingGo, runGo } from './go-app';
import { languagePackage } from './language-package';
import { app, inApps } from './scratch';
import { runTypeScript } from './typescript-app';

const lack = missingBuild();
if (lack !== undefined) process.stdout.write(`SKIPPED: the code for Go and .NET: ${lack}\n`);
const lackForGo = lack ?? missingGo();
if (lack === undefined && lackForGo !== undefined) process.stdout.write(`SKIPPED: an app in Go: ${lackForGo}\n`);

(lack === undefined ? describe : describe.skip)('the code', () => {
  let built: BuiltPackage;
  beforeAll(async () => { built = await builtPackage(); });

  test('for .NET has every type, with every member', async () => {
    const folder = join(await languagePackage(built, { target: 'dotnet', codeOnly: true }), 'CdkGcpFederation');
    const project = readFileSync(join(folder, 'CdkGcpFederation.csproj'), 'utf8');
    for (const reference of ['Amazon.CDK.Lib', 'Constructs', 'Amazon.JSII.Runtime']) expect(project).toContain(`Include="${reference}"`);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const { name, methods = [], properties = [] } of apiTypes(built)) {
      const file = files.find(path => path.endsWith(`/${name}.cs`));
      expect({ name, file }).toEqual({ name, file: expect.any(String) });
      const code = readFileSync(join(folder, file!), 'utf8');
      for (const member of [...methods, ...properties]) expect(code).toContain(`ame: "${member.name}"`);
    }
  });

  (lackForGo === undefined ? test : test.skip)('for Go compiles, and synthesizes the templates and assets of the TypeScript app, byte for byte', () => inApps(async folder => {
    const expected = deployed(runTypeScript(built, app('app.ts'), folder));
    expect(deployed(await runGo(built, folder))).toEqual(expected);
  }));
});
