import { readFileSync } from 'node:fs';
import { isModule, moduleDescriptions } from './module-descriptions';
import { anyFederationPropsFromJson } from '../../federation/json';
import { located } from '../../federation/json/object-form';
import { parseJson } from '../../federation/json/parse';
import { AnyFederationProps } from '../../federation/party';
import { InputError } from '../../proof/inputs/input-error';
import { fileSystemReason } from '../../proof/inputs/read-json';

/** A file that describes one role, as `GcpFederatedRole.fromJsonFile` reads it, too. */
export interface FederationFile {
  readonly path: string;
  readonly text: string;
  readonly props: AnyFederationProps;
}

/** Reads the descriptions of files: JSON, `-` for the standard input, and modules that export some. */
export async function readFederationFiles(paths: readonly string[]): Promise<FederationFile[]> {
  const read = await Promise.all(paths.map(async path => isModule(path) ? moduleDescriptions(path) : [readFederationFile(path)]));
  return read.flat();
}

/** Reads the description that a text states in JSON. @param path the name of the text in messages */
export function readFederationText(text: string, path: string): FederationFile {
  return { path, text, props: anyFederationPropsFromJson(text, path) };
}

function readFederationFile(path: string): FederationFile {
  const isInput = path === '-';
  return readFederationText(readText(isInput ? STANDARD_INPUT : path), isInput ? 'standard input' : path);
}

const STANDARD_INPUT = 0;

/**
 * Builds something of all files. Where they do not go together, the error points into the file that does not go with
 * those before it.
 */
export function buildFrom<T>(files: readonly FederationFile[], build: (federations: readonly AnyFederationProps[]) => T): T {
  const buildFirst = (count: number) => build(files.slice(0, count).map(({ props }) => props));
  try {
    return buildFirst(files.length);
  } catch {
    // What refuses some files refuses every longer list that begins with them.
    let [accepted, refused] = [0, files.length];
    while (refused - accepted > 1) {
      const middle = Math.floor((accepted + refused) / 2);
      if (succeeds(() => buildFirst(middle))) accepted = middle;
      else refused = middle;
    }
    const { path, text } = files[refused - 1];
    return located(parseJson(text, path), () => buildFirst(refused));
  }
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function readText(file: string | typeof STANDARD_INPUT): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(file === STANDARD_INPUT ? 'standard input' : file, fileSystemReason(error));
  }
}
