import { version } from 'jsii-pacmak/package.json';
import { BuiltPackage } from './built-package';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

const PACMAK = require.resolve('jsii-pacmak/bin/jsii-pacmak');

/** A language that jsii makes a package for, or the code of one. */
export interface Language {
  readonly target: 'python' | 'java' | 'go' | 'dotnet';
  /** Generates the code, without building it. */
  readonly codeOnly?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Makes the package of a language from the npm package, once for each content. */
export async function languagePackage({ hash, folder }: BuiltPackage, { target, codeOnly, environment }: Language): Promise<string> {
  return cached(`package-${target}`, [hash, version], async outdir => {
    // Neither the package is written to, nor anything beside it.
    const options = ['--target', target, '--outdir', outdir, '--no-npmignore', '--force-subdirectory', 'false', ...codeOnly ? ['--code-only'] : []];
    await command([process.execPath, PACMAK, folder, ...options], { environment: { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...environment } });
  });
}
