import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDetermined, partitionOf, readAwsConfiguration } from '../../proof';
import { isObject, JsonObject, readJsonObject } from '../../proof/inputs/read-json';

/** A role that the app makes under a name of its own. */
export interface FoundRole {
  readonly name: string;
  /** @default - the stack is not bound to an account */
  readonly account?: string;
  /** Construct paths of the EC2 instances that have it. */
  readonly instances: readonly string[];
}

/** What the CDK app in a folder tells about itself. */
export interface CdkApp {
  /** What `cdk.json` starts. @default - there is no `cdk.json`, or it does not say */
  readonly command?: string;
  /** Where the outputs are, as the user would write it. */
  readonly assembly: string;
  readonly isSynthesized: boolean;
  readonly accounts: readonly string[];
  /** Those of instances first. */
  readonly roles: readonly FoundRole[];
  /** Instances whose role has no name before deployment. */
  readonly unnamed: readonly string[];
  /** Partition of the regions, where they agree. */
  readonly partition?: string;
  /** What could not be read. */
  readonly notes: readonly string[];
}

const NOTHING = { accounts: [], roles: [], unnamed: [] };

/**
 * Reads `cdk.json` and the outputs, where there are any.
 *
 * @param folder of the app
 * @param path of the outputs, where it is not the one that `cdk.json` names
 */
export function readCdkApp(folder: string, path?: string): CdkApp {
  const notes: string[] = [];
  const settings = attempt(notes, () => existsSync(join(folder, 'cdk.json')) ? readJsonObject(join(folder, 'cdk.json')) : {}) ?? {};
  const assembly = path ?? (typeof settings.output === 'string' ? settings.output : 'cdk.out');
  const location = path ?? join(folder, assembly);
  const isSynthesized = existsSync(location);
  return {
    ...NOTHING,
    command: typeof settings.app === 'string' ? settings.app : undefined,
    assembly,
    isSynthesized,
    ...isSynthesized && attempt(notes, () => readOutputs(location)),
    notes,
  };
}

function readOutputs(location: string): Pick<CdkApp, 'accounts' | 'roles' | 'unnamed' | 'partition'> {
  const { instances, roles } = readAwsConfiguration(location);
  const named = new Map<string, FoundRole>();
  const unnamed: string[] = [];
  for (const { role, account, stackName, logicalId, constructPath } of instances) {
    if (role === undefined) continue;
    const instance = constructPath ?? `${stackName}/${logicalId}`;
    if (!isDetermined(role) || !isDetermined(role.name)) {
      unnamed.push(instance);
      continue;
    }
    const known = named.get(role.name);
    named.set(role.name, { name: role.name, account: role.account ?? account, instances: [...known?.instances ?? [], instance] });
  }
  for (const { name, account } of roles) {
    if (isDetermined(name) && !named.has(name)) named.set(name, { name, account, instances: [] });
  }
  const environments = readEnvironments(location);
  const accounts = new Set([...environments.map(({ account }) => account), ...[...named.values()].map(({ account }) => account)]);
  const partitions = new Set(environments.flatMap(({ region }) => region === undefined ? [] : [partitionOf(region)]));
  return {
    accounts: [...accounts].filter(account => account !== undefined).sort(),
    roles: [...named.values()],
    unnamed,
    partition: partitions.size === 1 ? [...partitions][0] : undefined,
  };
}

interface Environment {
  readonly account?: string;
  readonly region?: string;
}

/** Where the stacks of an assembly are deployed, also those without anything that concerns a federation. */
function readEnvironments(folder: string): Environment[] {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return [];
  const { artifacts } = readJsonObject(manifest);
  return Object.values(isObject(artifacts) ? artifacts : {}).filter(isObject).flatMap(artifact => environmentsOf(folder, artifact));
}

function environmentsOf(folder: string, { type, environment, properties }: JsonObject): Environment[] {
  if (type === 'cdk:cloud-assembly' && isObject(properties) && typeof properties.directoryName === 'string') return readEnvironments(join(folder, properties.directoryName));
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(environment)) ?? [];
  if (type !== 'aws:cloudformation:stack' || account === undefined) return [];
  return [{ account: /^\d{12}$/.test(account) ? account : undefined, region: region === 'unknown-region' ? undefined : region }];
}

/** What cannot be read leaves questions without proposals, no more. */
function attempt<T>(notes: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    notes.push((error as Error).message);
    return undefined;
  }
}
