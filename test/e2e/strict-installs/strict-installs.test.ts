import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPackage, missingBuild } from '../languages/built-package';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

const MANAGERS = ['pnpm@12.4.2', '@yarnpkg/cli-dist@4.18.1'];

/** What the app of a workspace depends on. Yarn also resolves what newer versions of aws-cdk-lib bundle. */
const DEPENDENCIES = { 'aws-cdk-lib': '2.200.0', 'constructs': '10.6.0', 'cdktf': '0.21.0', '@cdktf/provider-google': '16.12.1' };

const PROGRAM = `
  import { createRequire } from 'node:module';
  import { GcpFederationStack } from 'cdk-gcp-federation/gcp';
  const required = createRequire(process.cwd() + '/')('cdk-gcp-federation/gcp');
  console.log(GcpFederationStack.name, GcpFederationStack === required.GcpFederationStack);`;

/** A package manager that gives a package nothing but what its manifest names. */
interface Manager {
  readonly name: string;
  /** What it is told in the folder of the workspace. */
  readonly files: Readonly<Record<string, string>>;
  readonly install: (managers: string) => readonly string[];
  /** What runs Node.js in the app. */
  readonly node: (managers: string) => readonly string[];
}

const yarn = (managers: string) => [process.execPath, join(managers, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js')];

const missing = missingBuild();
if (missing !== undefined) console.log(`skipped: strict installs need ${missing}`);

(missing === undefined ? test : test.skip).each<Manager>([
  {
    name: 'pnpm without hoisting',
    files: { 'pnpm-workspace.yaml': 'packages: [app]\nhoist: false\n' },
    install: managers => [join(managers, 'node_modules/.bin/pnpm'), 'install', '--store-dir', join(managers, 'store')],
    node: () => [process.execPath],
  },
  {
    name: "Yarn Plug'n'Play",
    files: { '.yarnrc.yml': 'nodeLinker: pnp\nenableGlobalCache: false\nenableTelemetry: false\n', 'yarn.lock': '' },
    install: managers => [...yarn(managers), 'install', '--no-immutable'],
    node: managers => [...yarn(managers), 'node'],
  },
])('the Google side finds CDKTF, which only the app depends on, in an install by $name', async ({ files, install, node }) => {
  const managers = await cached('package-managers', MANAGERS, async folder => {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await command(['npm', 'install', '--no-audit', '--no-fund', ...MANAGERS], { cwd: folder });
  });
  const workspace = mkdtempSync(join(tmpdir(), 'strict-install-'));
  const app = join(workspace, 'app');
  try {
    mkdirSync(app);
    const { folder } = await builtPackage();
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', workspace], { cwd: folder, encoding: 'utf8' }));
    writeFileSync(join(workspace, 'package.json'), JSON.stringify({ private: true, workspaces: ['app'] }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
    const dependencies = { ...DEPENDENCIES, 'cdk-gcp-federation': `file:../${filename}` };
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true, dependencies }));

    await command(install(managers), { cwd: workspace, environment: { YARN_CACHE_FOLDER: join(managers, 'yarn-cache') } });

    const [program, ...words] = node(managers);
    const { stdout, stderr } = spawnSync(program, [...words, '--input-type=module', '-e', PROGRAM], { cwd: app, encoding: 'utf8' });
    expect({ stdout, reason: /^Error: .*$/m.exec(stderr)?.[0] }).toEqual({ stdout: 'GcpFederationStack true\n', reason: undefined });
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
});
