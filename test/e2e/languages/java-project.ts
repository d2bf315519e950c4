import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuiltPackage } from './built-package';
import { jsiiCache } from './jsii-cache';
import { languagePackage } from './language-package';
import { cached } from '../setup/cache';
import { command, works } from '../setup/command';

const POM = join(__dirname, 'apps/java/pom.xml');

/** What is missing for Java, in words. */
export function missingJava(): string | undefined {
  const lacks = [['mvn', '--version'], ['javac', '-version']].filter(([program, ...args]) => !works(program, ...args)).map(([program]) => program);
  return lacks.length === 0 ? undefined : `${lacks.join(', ')} (Debian: apt-get install default-jdk-headless maven)`;
}

/** A project of a user whose `pom.xml` names the published package. */
export class JavaProject {
  /** Publishes the package to a folder, and lets Maven fetch it and whatever it asks for. */
  public static async of(built: BuiltPackage): Promise<JavaProject> {
    const pom = readFileSync(POM, 'utf8');
    const repository = await cached('maven', [pom], async () => undefined);
    const local = `-Dmaven.repo.local=${repository}`;
    const published = await languagePackage(built, { target: 'java', environment: { MAVEN_OPTS: local } });
    const project = await cached('java-project', [built.hash, pom], async folder => {
      // It has the same version from build to build.
      rmSync(join(repository, 'io/github/cdk-gcp-federation'), { recursive: true, force: true });
      writeFileSync(join(folder, 'pom.xml'), pom);
      const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'];
      await command(['mvn', '--batch-mode', '--quiet', ...copy, local, `-Dpublished=${pathToFileURL(published)}`], { cwd: folder });
    });
    return new JavaProject(join(project, 'lib'), {
      ...process.env,
      JSII_RUNTIME_PACKAGE_CACHE_ROOT: jsiiCache(),
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    });
  }

  private constructor(private readonly libraries: string, private readonly environment: NodeJS.ProcessEnv) {
  }

  /** The members of classes, as `javap` lists them. */
  public members(classes: readonly string[]): string {
    return this.run('javap', ['-public', '-cp', join(this.libraries, '*'), ...classes], process.cwd());
  }

  /** Compiles a program of one file and runs it; throws, with what it wrote, where it fails. Gives the folder of its cloud assembly. */
  public synthesize(code: string, folder: string): string {
    const outdir = join(folder, 'java.out');
    const [, main] = /public final class (\w+)/.exec(code)!;
    writeFileSync(join(folder, `${main}.java`), code);
    this.run('javac', ['-Xlint:all', '-Werror', '-proc:none', '-cp', join(this.libraries, '*'), '-d', 'classes', `${main}.java`], folder);
    this.run('java', ['-cp', ['classes', join(this.libraries, '*')].join(delimiter), main], folder, outdir);
    return outdir;
  }

  private run(program: string, args: readonly string[], folder: string, outdir?: string): string {
    return execFileSync(program, args, { cwd: folder, env: { ...this.environment, CDK_OUTDIR: outdir }, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
  }
}
