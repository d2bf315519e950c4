import { Container, ContainersWorkload, Furnished } from './workload';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../federation/installation/installation';
import { isObject, JsonObject } from '../../proof/inputs/read-json';

const [VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

type Pair = Pick<ContainersWorkload, 'sidecar' | 'app'>;
type Checked = Container & { readonly check?: readonly string[] };

/** The containers of a task definition. `text` resolves what stands in the places of texts. */
export function taskContainers(definitions: unknown, text: (value: unknown) => string): Pair | undefined {
  return pairOf(objects(definitions).map(({ Name: name, EntryPoint: entry, Command: command, HealthCheck: check, ...definition }) => ({
    name: text(name),
    command: [...list(entry), ...list(command)].map(text),
    variables: Object.fromEntries(objects(definition.Environment).map(({ Name: variable, Value: value }) => [text(variable), text(value)])),
    mounts: objects(definition.MountPoints)
      .map(({ SourceVolume: volume, ContainerPath: path, ReadOnly: fixed }) => ({ name: text(volume), path: text(path), readOnly: fixed === true })),
    check: isObject(check) ? shellOf(list(check.Command).map(text)) : undefined,
  })));
}

/** The containers of a pod specification; those that serve others are init containers that go on running. */
export function podContainers(spec: JsonObject): Pair | undefined {
  return pairOf(containersOf(spec).map(({ name, command, args, env, startupProbe: probe, ...own }) => ({
    name: String(name),
    command: [...list(command), ...list(args)].map(String),
    variables: variablesOf(env),
    mounts: objects(own.volumeMounts)
      .map(({ name: volume, mountPath: path, readOnly }) => ({ name: String(volume), path: String(path), readOnly: readOnly === true })),
    check: isObject(probe) && isObject(probe.exec) ? list(probe.exec.command).map(String) : undefined,
  })));
}

/**
 * What the first container of a pod that finds its configuration in a volume is furnished with, and the seconds for which
 * each token in its volumes is asked for, by path.
 *
 * @param textsOf what is in a ConfigMap
 */
export function podFurnishing(
  spec: JsonObject, textsOf: (configMap: string) => JsonObject,
): Furnished & { readonly seconds: ReadonlyMap<string, unknown> } | undefined {
  for (const { env, volumeMounts } of containersOf(spec)) {
    const variables = variablesOf(env);
    const files: Record<string, string> = {};
    const seconds = new Map<string, unknown>();
    for (const { name: volume, mountPath, subPath } of objects(volumeMounts)) {
      const folder = String(mountPath).replace(/\/$/, '');
      const place = (file: unknown) => subPath === undefined ? `${folder}/${String(file)}` : subPath === file ? folder : '';
      const { configMap, projected } = objects(spec.volumes).find(({ name }) => name === volume) ?? {};
      const sources = isObject(projected) ? objects(projected.sources) : [{ configMap }];
      for (const { configMap: map, serviceAccountToken: token } of sources as JsonObject[]) {
        if (isObject(token)) seconds.set(place(token.path), token.expirationSeconds);
        if (!isObject(map)) continue;
        const texts = textsOf(String(map.name));
        const items = map.items === undefined ? Object.keys(texts).map(key => ({ key, path: key })) : objects(map.items);
        for (const { key, path } of items) {
          const text = texts[String(key)];
          if (typeof text === 'string' && place(path) !== '') files[place(path)] = text;
        }
      }
    }
    if (Object.hasOwn(files, variables[VARIABLE] ?? '')) return { variables, files, seconds };
  }
  return undefined;
}

/** One that uses a configuration, and one that writes that into a volume of both and has itself checked. */
function pairOf(containers: readonly Checked[]): Pair | undefined {
  for (const app of containers) {
    const path = app.variables[VARIABLE];
    const mount = path === undefined ? undefined : app.mounts.find(candidate => path.startsWith(`${candidate.path}/`));
    const writes = ({ mounts }: Container) => mounts.some(({ name, readOnly }) => name === mount?.name && !readOnly);
    const sidecar = containers.find(other => other !== app && other.check !== undefined && writes(other));
    if (sidecar?.check !== undefined) return { app, sidecar: { ...sidecar, check: sidecar.check } };
  }
  return undefined;
}

function shellOf([kind, ...rest]: string[]): string[] {
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : rest;
}

function containersOf(spec: JsonObject): JsonObject[] {
  return [...objects(spec.initContainers), ...objects(spec.containers)];
}

function variablesOf(env: unknown): Record<string, string> {
  return Object.fromEntries(objects(env).map(({ name, value }) => [String(name), String(value ?? '')]));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function objects(value: unknown): JsonObject[] {
  return list(value).filter(isObject);
}
