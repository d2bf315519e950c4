import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

export const ROOT = join(__dirname, '../../..');

/** Why there is nothing to try, in words. */
export function missingBuild(): string | undefined {
  // Bundling leaves no module of its own beside the entry point; compiling makes them again.
  const bundled = existsSync(join(ROOT, 'build/command/main.js')) && !existsSync(join(ROOT, 'build/aws/index.js'));
  return bundled ? undefined : 'the built package (npx projen compile && npx projen post-compile)';
}

/** What npm would publish of the checkout as it is built. */
export interface BuiltPackage {
  /** Changes with what is published, its documents apart. */
  readonly hash: string;
  /** The unpacked package. */
  readonly folder: string;
}

/** Packs the checkout; unpacks what is packed once for each content. */
export async function builtPackage(): Promise<BuiltPackage> {
  const scratch = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
    const [{ filename, files }] = JSON.parse(execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    const content = createHash('sha256');
    for (const { path } of files as { path: string }[]) {
      if (!path.endsWith('.md')) content.update(path).update(readFileSync(join(ROOT, path)));
    }
    const hash = content.digest('hex');
    const unpacked = await cached('npm-package', [hash], async folder => command(['tar', 'xzf', join(scratch, filename), '-C', folder]));
    return { hash, folder: join(unpacked, 'package') };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Puts the package into the project of a user, beside its peers; gives its folder there.
 *
 * @param project a folder outside the checkout, whose own packages would make up for what is missing
 */
export function installInto(project: string, { folder }: BuiltPackage): string {
  const modules = join(project, 'node_modules');
  const installed = join(modules, 'cdk-gcp-federation');
  if (existsSync(installed)) return installed;
  mkdirSync(modules);
  cpSync(folder, installed, { recursive: true });
  for (const peer of ['aws-cdk-lib', 'constructs']) symlinkSync(join(ROOT, 'node_modules', peer), join(modules, peer));
  return installed;
}

/** One type of the public API, as jsii describes it to all languages. */
export interface ApiType {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  readonly methods?: readonly { readonly name: string; readonly static?: boolean }[];
  readonly properties?: readonly { readonly name: string }[];
}

export function apiTypes({ folder }: BuiltPackage): ApiType[] {
  return Object.values(JSON.parse(gunzipSync(readFileSync(join(folder, '.jsii.gz'))).toString('utf8')).types);
}
