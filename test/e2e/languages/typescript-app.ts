import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { BuiltPackage, installInto } from './built-package';

/** Runs an app that is written in TypeScript with the published package; gives the folder of its cloud assembly. */
export function runTypeScript(built: BuiltPackage, code: string, folder: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(code.replaceAll("'../../../../lib'", "'cdk-gcp-federation'"), { compilerOptions });
  installInto(folder, built);
  writeFileSync(join(folder, 'app.js'), outputText);
  const outdir = join(folder, 'typescript.out');
  execFileSync(process.execPath, ['app.js'], { cwd: folder, env: { ...process.env, CDK_OUTDIR: outdir }, stdio: 'pipe' });
  return outdir;
}
