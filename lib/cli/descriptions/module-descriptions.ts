import { existsSync } from 'node:fs';
import { FederationFile, readFederationText } from './federation-files';
import { runModule } from './run-module';
import { InputError } from '../../proof/inputs/input-error';

/** A description that a module exports, in its JSON form. */
export interface ModuleDescription extends FederationFile {
  /** The name under which it is exported. */
  readonly name: string;
}

/** Tells whether a file is a module instead of JSON. */
export function isModule(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path);
}

/** Returns every description that a module exports, alone or in lists. Throws if there is none, or one is not valid. */
export async function moduleDescriptions(path: string): Promise<ModuleDescription[]> {
  if (!existsSync(path)) throw new InputError(path, 'there is no such file');
  const exported = await run(path);
  const found = Object.entries(exported).flatMap(([name, value]) => named(name, value));
  const distinct = found.filter(({ value }, index) => found.findIndex(other => other.value === value) === index);
  if (distinct.length === 0) {
    throw new InputError(path, 'it exports no description: export an object with gcpProjectId, as in "export const federation: GcpFederationProps = {...}"');
  }
  return distinct.map(({ name, value }) => {
    const text = `${JSON.stringify(value, null, 2)}\n`;
    return { name, ...readFederationText(text, `${path} (${name})`) };
  });
}

async function run(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await runModule(path);
  } catch (error) {
    throw new InputError(path, `it cannot be run: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** The descriptions in an exported value; a module in the form of CommonJS has another `default` around it. */
function named(name: string, value: unknown): { readonly name: string; readonly value: object }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => named(`${name}-${index + 1}`, item));
  if (typeof value !== 'object' || value === null) return [];
  if ('gcpProjectId' in value) return [{ name: name === 'default' ? 'federation' : name, value }];
  return name === 'default' || name === 'module.exports' ? Object.entries(value).flatMap(([inner, child]) => named(inner, child)) : [];
}
