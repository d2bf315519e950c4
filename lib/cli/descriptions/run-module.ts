import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What runs TypeScript in a project that has it, the quickest first. */
const RUNNERS: readonly { readonly module: string; readonly run: (runner: any, path: string) => unknown }[] = [
  { module: 'tsx/cjs/api', run: (tsx, path) => tsx.require(path, path) },
  {
    module: 'ts-node',
    run: (tsNode, path) => {
      tsNode.register({ transpileOnly: true, skipProject: true, compilerOptions: { module: 'node16', moduleResolution: 'node16', target: 'es2022', esModuleInterop: true } });
      return createRequire(path)(path);
    },
  },
];

/** Returns what a module of JavaScript or TypeScript exports. The module is run. */
export async function runModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  const absolute = resolve(path);
  const isTypeScript = /\.[cm]?ts$/.test(absolute);
  const fromModule = createRequire(absolute);
  if (!isTypeScript || 'typescript' in process.features && process.features.typescript) return load(fromModule, absolute);
  const runner = RUNNERS.find(({ module }) => isInstalled(fromModule, module));
  if (!runner) {
    throw new Error(`${path} is TypeScript, which Node.js ${process.versions.node} does not run: run "npm install --save-dev tsx" next to it, or use Node.js 22.18 or later`);
  }
  return runner.run(fromModule(runner.module), absolute) as Record<string, unknown>;
}

async function load(fromModule: NodeRequire, path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return fromModule(path) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error;
    return await import(pathToFileURL(path).href) as Record<string, unknown>;
  }
}

function isInstalled(fromModule: NodeRequire, module: string): boolean {
  try {
    fromModule.resolve(module);
    return true;
  } catch {
    return false;
  }
}
