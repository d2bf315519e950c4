import { apiTypes, BuiltPackage, builtPackage, missingBuild } from './built-package';
import { deployed } from './deployed';
import { JavaProject, missingJava } from './java-project';
import { app, inApps, inPage, inScratch, page } from './scratch';
import { runTypeScript } from './typescript-app';

const lacks = [missingBuild(), missingJava()].filter(lack => lack !== undefined);
if (lacks.length > 0) process.stdout.write(`SKIPPED: the package for Java: ${lacks.join('; ')}\n`);

(lacks.length > 0 ? describe.skip : describe)('the package for Java', () => {
  let built: BuiltPackage;
  let java: JavaProject;
  beforeAll(async () => {
    built = await builtPackage();
    java = await JavaProject.of(built);
  });

  test('has every type and every member of the public API', () => {
    const types = apiTypes(built);
    const listings = java.members(types.map(({ name }) => `io.github.cdkgcpfederation.${name}`)).split(/^Compiled from /m).slice(1);
    expect(listings).toHaveLength(types.length);
    for (const { name, kind, methods = [], properties = [] } of types) {
      const listing = listings.find(text => text.includes(`${kind === 'interface' ? 'interface' : 'class'} io.github.cdkgcpfederation.${name} `))!;
      const accessors = properties.map(property => `get${property.name[0].toUpperCase()}${property.name.slice(1)}`);
      const members = [...listing.matchAll(/ (\w+)\(/g)].map(([, member]) => member);
      expect({ name, members }).toEqual({ name, members: expect.arrayContaining([...methods.map(method => method.name), ...accessors]) });
    }
  });

  test('synthesizes the templates and assets of the TypeScript app, byte for byte', () => inApps(folder => {
    const expected = deployed(runTypeScript(built, app('app.ts'), folder));
    expect(deployed(java.synthesize(app('java/ReportsApp.java'), folder))).toEqual(expected);
  }));

  test('as docs/languages.md shows it, synthesizes what TypeScript does', () => inPage(folder => {
    const expected = deployed(runTypeScript(built, page['reports.ts'], folder));
    expect(deployed(java.synthesize(page['ReportsApp.java'], folder))).toEqual(expected);
  }));

  test('says what is wrong as TypeScript does', () => inScratch(folder => {
    const program = `
      import io.github.cdkgcpfederation.GcpGrant;
      public final class Wrong {
        public static void main(final String[] args) {
          GcpGrant.project("storage.objectViewer");
        }
      }`;
    expect(() => java.synthesize(program, folder)).toThrow(/RuntimeException: Error: role 'storage\.objectViewer' is not a Google Cloud role: pass 'roles\/NAME' such as/);
  }));
});
