import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuiltPackage } from './built-package';
import { jsiiCache } from './jsii-cache';
import { languagePackage } from './language-package';
import { cached } from '../setup/cache';
import { command, works } from '../setup/command';

const PROGRAM = join(__dirname, 'apps/go');
const FILES = ['go.mod', 'main.go'];
const ENVIRONMENT = { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };

/** What is missing for Go, in words. */
export function missingGo(): string | undefined {
  return works('go', 'version') ? undefined : 'Go 1.25 or later (https://go.dev/dl)';
}

/** Compiles the generated module and an app that uses it; gives the path of the program. */
async function program(built: BuiltPackage): Promise<string> {
  const generated = await languagePackage(built, { target: 'go', codeOnly: true });
  const folder = await cached('go-app', [built.hash, ...FILES.map(file => readFileSync(join(PROGRAM, file), 'utf8'))], async made => {
    for (const file of FILES) copyFileSync(join(PROGRAM, file), join(made, file));
    cpSync(join(generated, 'cdkgcpfederation'), join(made, 'cdkgcpfederation'), { recursive: true });
    await command(['nice', 'go', 'build', '-mod=mod', '-o', 'reports', '.'], { cwd: made, environment: ENVIRONMENT });
    await command(['nice', 'go', 'vet', '-mod=mod', '.', 'github.com/cdk-gcp-federation/cdk-gcp-federation-go/cdkgcpfederation/...'], { cwd: made, environment: ENVIRONMENT });
  });
  return join(folder, 'reports');
}

/** Runs the app; gives the folder of its cloud assembly. */
export async function runGo(built: BuiltPackage, folder: string): Promise<string> {
  const outdir = join(folder, 'go.out');
  const environment = {
    ...process.env,
    CDK_OUTDIR: outdir,
    JSII_RUNTIME_PACKAGE_CACHE_ROOT: jsiiCache(),
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  };
  execFileSync(await program(built), [], { cwd: folder, env: environment, stdio: 'pipe' });
  return outdir;
}
