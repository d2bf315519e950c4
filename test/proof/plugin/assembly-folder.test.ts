import { assemblyFolder } from '../../../lib/proof/plugin/assembly-folder';
import { temporaryFolder } from '../temporary-folder';

describe('the assembly that holds all templates', () => {
  const { path, remove } = temporaryFolder({
    'cdk.out/manifest.json': {}, 'cdk.out/assembly-Prod/manifest.json': {}, 'cdk.out/assembly-Test/manifest.json': {}, 'cdk.out2/manifest.json': {}, 'manifest.json': {},
  });
  afterAll(remove);

  test.each([
    ['of an app', ['cdk.out/A.template.json', 'cdk.out/B.template.json'], 'cdk.out'],
    ['of a stage', ['cdk.out/assembly-Prod/A.template.json'], 'cdk.out/assembly-Prod'],
    ['of two stages', ['cdk.out/assembly-Prod/A.template.json', 'cdk.out/assembly-Test/A.template.json'], 'cdk.out'],
    ['of an app with a stage', ['cdk.out/A.template.json', 'cdk.out/assembly-Test/A.template.json'], 'cdk.out'],
    ['not of a folder that starts alike', ['cdk.out/A.template.json', 'cdk.out2/A.template.json'], ''],
  ])('%s', (_, templates, folder) => {
    expect(assemblyFolder(templates.map(name => `${path}/${name}`))).toBe(folder === '' ? path : `${path}/${folder}`);
  });

  test('fails where there is none', () => {
    expect(() => assemblyFolder(['/nowhere/A.json', '/elsewhere/B.json'])).toThrow('no folder with a manifest.json holds the templates /nowhere/A.json, /elsewhere/B.json');
  });
});
