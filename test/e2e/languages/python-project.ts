import { spawnSync, SpawnSyncReturns } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BuiltPackage } from './built-package';
import { jsiiCache } from './jsii-cache';
import { languagePackage } from './language-package';
import { cached } from '../setup/cache';
import { command } from '../setup/command';
import { pythonEnvironment } from '../setup/python-environment';

const REQUIREMENTS = join(__dirname, 'requirements.txt');

/** A virtual environment of a user who installed the wheel. */
export class PythonProject {
  /** Builds the wheel and installs it beside pinned versions of what it asks for. */
  public static async of(built: BuiltPackage): Promise<PythonProject> {
    const environment = await pythonEnvironment(REQUIREMENTS);
    const wheels = await languagePackage(built, { target: 'python' });
    const wheel = readdirSync(wheels).find(file => file.endsWith('.whl'))!;
    const interpreter = join(environment, 'bin/python3');
    const pip = [interpreter, '-m', 'pip', '--disable-pip-version-check'];
    const site = await cached('python-site', [built.hash, environment], async folder => {
      await command([...pip, 'install', '--quiet', '--no-deps', '--target', folder, join(wheels, wheel)]);
      await command([...pip, 'check'], { environment: { PYTHONPATH: folder } });
    });
    const types = await cached('mypy', [environment], async () => undefined);
    return new PythonProject(interpreter, site, {
      ...process.env,
      PYTHONPATH: site,
      PYTHONDONTWRITEBYTECODE: '1',
      MYPY_CACHE_DIR: types,
      JSII_RUNTIME_PACKAGE_CACHE: 'enabled',
      JSII_RUNTIME_PACKAGE_CACHE_ROOT: jsiiCache(),
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    });
  }

  private constructor(private readonly interpreter: string, private readonly site: string, private readonly environment: NodeJS.ProcessEnv) {
  }

  /** Runs Python with a program or a module. */
  public run(args: readonly string[], folder: string, environment: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
    return spawnSync(this.interpreter, args, { cwd: folder, env: { ...this.environment, ...environment }, encoding: 'utf8' });
  }

  /** What a program writes. */
  public output(args: readonly string[], folder: string, environment: Readonly<Record<string, string>> = {}): string {
    const { status, stdout, stderr } = this.run(args, folder, environment);
    if (status !== 0) throw new Error(`'python ${args.join(' ')}' ended with exit code ${status}:\n${stderr}`);
    return stdout;
  }

  /** Runs an app; gives the folder of its cloud assembly. */
  public synthesize(file: string, folder: string): string {
    const outdir = join(folder, 'cdk.out');
    this.output([file], folder, { CDK_OUTDIR: outdir });
    return outdir;
  }

  /** Checks the types of programs, strictly. */
  public checkTypes(files: readonly string[], folder: string): SpawnSyncReturns<string> {
    return this.run(['-m', 'mypy', '--strict', ...files], folder);
  }

  /** Runs the command that the wheel installs. */
  public command(args: readonly string[], folder: string): SpawnSyncReturns<string> {
    return this.run([join(this.site, 'bin/cdk-gcp-federation'), ...args], folder);
  }
}
