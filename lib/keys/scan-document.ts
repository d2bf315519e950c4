import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FoundKey } from './found-key';
import { recognizeKeys } from './recognize-key';
import { lineAt } from './scan-text';
import { isKeyName, isKeyPath, isKeyVariable, isPathVariable } from './suspicious-names';

/** Resources whose text is handed out as a secret: a name that leads to a key counts. */
const SECRETS =
  /^AWS::SecretsManager::Secret$|^AWS::SSM::Parameter$|^aws_secretsmanager_secret(?:_version)?$|^aws_ssm_parameter$|^kubernetes_secret(?:_v1)?$|^Secret$/;
/** These make a key. */
const KEY_RESOURCES = new Set(['google_service_account_key']);
const FILE_FUNCTION = /\bfile(?:base64)?\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$]+)"\s*\)/;
const NAME_FIELDS = new Set(['Name', 'name', 'SecretName', 'Description']);

/** A resource of a template, a configuration or a manifest. */
interface Resource {
  readonly type: string;
  readonly address: string;
  readonly body: unknown;
}

/** Returns the keys that the resources of one document hold, make or are named for. */
export function scanDocument(file: string, text: string, document: unknown): FoundKey[] {
  const found = resourcesOf(document).flatMap(resource => scanResource(file, text, resource));
  return [
    ...new Map(
      found.map(one => [`${one.use} ${one.line} ${one.address ?? ''} ${one.name ?? one.keyId ?? ''}`, one]),
    ).values(),
  ];
}

function resourcesOf(document: unknown): Resource[] {
  if (!isRecord(document)) return [];
  // CloudFormation
  if (isRecord(document.Resources)) {
    return Object.entries(document.Resources).map(([address, body]) => ({
      type: isRecord(body) ? String(body.Type) : '',
      address,
      body,
    }));
  }
  // Kubernetes
  if (typeof document.kind === 'string' && 'apiVersion' in document) {
    const { kind, items, metadata } = document;
    if (Array.isArray(items)) return items.flatMap(resourcesOf);
    return [{ type: kind, address: `${kind}/${isRecord(metadata) ? String(metadata.name) : ''}`, body: document }];
  }
  // Terraform: configuration, plan and state
  if (isRecord(document.resource)) {
    return Object.entries(document.resource).flatMap(([type, byName]) =>
      isRecord(byName)
        ? Object.entries(byName).map(([name, body]) => ({ type, address: `${type}.${name}`, body }))
        : [],
    );
  }
  if (Array.isArray(document.resources)) {
    return document.resources.flatMap(one =>
      isRecord(one) && one.mode !== 'data'
        ? [{ type: String(one.type), address: `${String(one.type)}.${String(one.name)}`, body: one.instances }]
        : [],
    );
  }
  const values = isRecord(document.planned_values) ? document.planned_values : document.values;
  return isRecord(values) ? moduleResources(values.root_module) : [];
}

function moduleResources(module: unknown): Resource[] {
  if (!isRecord(module)) return [];
  const { resources, child_modules: children } = module;
  return [
    ...asRecords(resources).map(({ type, address, values }) => ({
      type: String(type),
      address: String(address),
      body: values,
    })),
    ...asRecords(children).flatMap(moduleResources),
  ];
}

function scanResource(file: string, text: string, { type, address, body }: Resource): FoundKey[] {
  const found: FoundKey[] = [];
  const line = lineOf(text, address.split(/[./]/).at(-1)!);
  const add = (key: Omit<FoundKey, 'file' | 'line' | 'address'>, at = line) =>
    found.push({ ...key, file, line: at, address });
  if (KEY_RESOURCES.has(type)) add({ certainty: 'certain', use: 'key-resource', name: type, ...accountOf(body) });
  if (SECRETS.test(type) && isKeyName(`${address} ${nameOf(body)}`)) {
    add({ certainty: 'likely', use: 'secret', name: nameOf(body) || address });
  }

  visit(body, (key, value, siblings) => {
    const keys = recognizeKeys(value).concat(
      recognizeKeys(decodeBase64(value)).map(one => ({ ...one, encoded: true })),
    );
    for (const { encoded, account, keyId } of keys) {
      add({ certainty: 'certain', use: encoded ? 'key-in-base64' : 'key', name: key, account, keyId });
    }
    if (keys.length > 0) return;
    for (const reference of fileReferences(value)) addReference(file, reference, add);
    // Variables stand as NAME: VALUE, or as an object with a name and a value.
    const variable =
      /^(?:name|Name)$/.test(key) && siblings !== undefined && /value|Value/.test(Object.keys(siblings).join(' '))
        ? value
        : key;
    const content = variable === key ? value : String(siblings!.value ?? siblings!.Value ?? '');
    if (isKeyVariable(variable) || (isPathVariable(variable) && isKeyPath(content) && !content.includes('cdk-gcp'))) {
      add({ certainty: 'likely', use: 'variable', name: variable });
    }
    if (/activate-service-account/.test(value)) {
      add({ certainty: 'likely', use: 'command', name: 'gcloud auth activate-service-account' });
    }
  });
  return found;
}

type Add = (key: Omit<FoundKey, 'file' | 'line' | 'address'>) => void;

/** A file that Terraform reads: a key if it is there and is one, likely if its name says so. */
function addReference(file: string, reference: string, add: Add): void {
  const path = join(dirname(file), reference);
  if (existsSync(path) && statSync(path).isFile() && statSync(path).size < 1_000_000) {
    const [key] = recognizeKeys(readFileSync(path, 'latin1'));
    if (key !== undefined) {
      add({ certainty: 'certain', use: 'copied-file', name: reference, account: key.account, keyId: key.keyId });
    }
    return;
  }
  if (isKeyName(reference) || /(?:service|account|cred|key)[^/]*\.json$/i.test(reference)) {
    add({ certainty: 'likely', use: 'copied-file', name: reference });
  }
}

function fileReferences(value: string): string[] {
  return [...value.matchAll(new RegExp(FILE_FUNCTION, 'g'))].map(([, path]) => path);
}

function accountOf(body: unknown): { account?: string } {
  let account: string | undefined;
  visit(body, (key, value) => {
    const [email] = /[a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com/.exec(value) ?? [];
    if (/^(?:service_account_id|name|email)$/.test(key)) account ??= email;
  });
  return account === undefined ? {} : { account };
}

function nameOf(body: unknown): string {
  let name = '';
  visit(body, (key, value) => {
    if (NAME_FIELDS.has(key) && name === '') name = value;
  });
  return name;
}

type Fields = Readonly<Record<string, unknown>>;

function visit(
  value: unknown,
  see: (key: string, value: string, siblings?: Fields) => void,
  key = '',
  siblings?: Fields,
): void {
  if (typeof value === 'string') {
    see(key, value, siblings);
    // Container definitions and policies are JSON in a string.
    if (/^\s*[[{]/.test(value)) visit(parseQuietly(value), see, key);
  } else if (Array.isArray(value)) {
    for (const item of value) visit(item, see, key);
  } else if (isRecord(value)) {
    for (const [name, item] of Object.entries(value)) visit(item, see, name, value);
  }
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeBase64(value: string): string {
  return /^[A-Za-z0-9+/=\s]{400,}$/.test(value) ? Buffer.from(value, 'base64').toString('latin1') : '';
}

function lineOf(text: string, name: string): number {
  const at =
    text.indexOf(`"${name}"`) >= 0
      ? text.indexOf(`"${name}"`)
      : text.search(
        new RegExp(`^\\s*${name.replace(/[^\w-]/g, '.')}\\s*:|name:\\s*["']?${name.replace(/[^\w-]/g, '.')}`, 'm'),
      );
  return at < 0 ? 1 : lineAt(text, at);
}

function asRecords(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
