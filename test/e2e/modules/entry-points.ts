import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** An entry point of the package that code imports. */
export interface EntryPoint {
  /** What an import names, such as `cdk-gcp-federation/gcp`. */
  readonly specifier: string;
  /** Names of the values that its declarations promise, sorted. */
  readonly names: readonly string[];
}

interface Conditions {
  readonly types: string;
  readonly default: string;
}

/** Returns the entry points of the package in this folder, all those that `exports` declares types for. */
export function entryPoints(folder: string): EntryPoint[] {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; exports: Record<string, Conditions | string> };
  return Object.entries(exports).flatMap(([path, target]) => typeof target === 'string' || target.types === undefined
    ? []
    : [{ specifier: path.replace(/^\./, name), names: declaredValues(join(folder, target.types)) }]);
}

/** Returns the names of the values that a file of declarations exports, types left out. */
function declaredValues(file: string): string[] {
  const program = ts.createProgram([file], { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).filter(symbol => {
    const specifier = symbol.declarations?.find(ts.isExportSpecifier);
    if (specifier !== undefined && ts.isTypeOnlyImportOrExportDeclaration(specifier)) return false;
    return (specifier === undefined ? symbol : checker.getAliasedSymbol(symbol)).valueDeclaration !== undefined;
  }).map(({ name }) => name).sort();
}
