import * as ts from 'typescript';
import * as library from '../../../lib';
import { GcpFederationProps } from '../../../lib';

/** Runs a file of TypeScript as a CommonJS project does, and gives what it exports. */
export function evaluate(source: string, modules: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const known: Record<string, unknown> = { 'cdk-gcp-federation': library, ...modules };
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = ts.transpileModule(source, { compilerOptions });
  const exported: Record<string, unknown> = {};
  const required = (name: string) => known[name] ?? jest.requireActual(name);
  new Function('require', 'exports', outputText)(required, exported);
  return exported;
}

/** The description that a `federation.ts` exports. */
export function federationIn(source: string): GcpFederationProps {
  return evaluate(source).federation as GcpFederationProps;
}
