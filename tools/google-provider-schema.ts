import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Arguments of a resource, data source or block: whether Terraform requires them, or what a nested block takes. */
interface Arguments {
  [name: string]: 'required' | 'optional' | { readonly presence: 'required' | 'optional'; readonly block: Arguments };
}

/** What the Google side may write besides the grants on a resource, `google_..._iam_member`, of which all are kept. */
const MODULES = [
  'bigquery-dataset-access', 'data-google-iam-workload-identity-pool', 'data-google-iam-workload-identity-pool-provider',
  'data-google-project', 'data-google-service-account', 'iam-workload-identity-pool', 'iam-workload-identity-pool-provider',
  'org-policy-policy', 'project-iam-audit-config', 'project-service', 'provider', 'service-account',
];

const REGISTRY_LINK = /providers\/hashicorp\/google\/([\d.]+)\/docs(?:\/(resources|data-sources)\/(\w+))?#(\w+) /;

/** Returns the arguments of the interface with this name; the registry link of each property carries Terraform's own name. */
function argumentsOf(interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>, name: string): Arguments {
  const read: Arguments = {};
  for (const member of interfaces.get(name)!.members.filter(ts.isPropertySignature)) {
    const argument = REGISTRY_LINK.exec(member.getFullText())?.[4];
    if (argument === undefined) throw new Error(`${name}.${member.name.getText()} has no link to the Terraform registry`);
    const presence = member.questionToken ? 'optional' : 'required';
    const block = [...interfaces.keys()].find(candidate => new RegExp(`\\b${candidate}\\b`).test(member.type!.getText()));
    read[argument] = block === undefined ? presence : { presence, block: argumentsOf(interfaces, block) };
  }
  return read;
}

/** Returns the Terraform type of a module of the bindings, such as `data.google_project`, and its arguments. */
function readModule(file: string): { readonly type: string; readonly version: string; readonly takes: Arguments } {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map(declaration => [declaration.name.text, declaration]));
  const config = [...interfaces.keys()].find(name => name.endsWith('Config') && /extends cdktn\.TerraformMetaArguments/.test(interfaces.get(name)!.getText()))
    ?? [...interfaces.keys()].find(name => name === 'GoogleProviderConfig');
  const [, version, kind, type] = REGISTRY_LINK.exec(source.text) ?? [];
  if (config === undefined || version === undefined) throw new Error(`${file} declares no resource of the Google provider`);
  const prefix = kind === 'data-sources' ? 'data.google_' : 'google_';
  return { type: type === undefined ? 'provider' : `${prefix}${type}`, version, takes: argumentsOf(interfaces, config) };
}

/**
 * Writes the schema of the Google provider for Terraform, as far as the Google side writes it, from the bindings that are
 * generated from that schema.
 *
 * The bindings `@cdktn/provider-google` 21.1.0 (Terraform google 8.7.0) are inside the Python wheel of the same project:
 *
 *     pip download --no-deps cdktn-provider-google==21.1.0
 *     unzip cdktn_provider_google-21.1.0-*.whl 'cdktn_provider_google/_jsii/*'
 *     tar xzf cdktn_provider_google/_jsii/provider-google@21.1.0.jsii.tgz
 *     npx ts-node -T --prefer-ts-exts tools/google-provider-schema.ts package OUT.json
 */
function writeSchema(bindings: string, outfile: string): void {
  const lib = join(bindings, 'lib');
  const modules = [...MODULES, ...readdirSync(lib).filter(name => name.endsWith('-iam-member'))];
  const read = modules.sort().map(name => join(lib, name, 'index.d.ts')).filter(existsSync).map(readModule);
  const versions = [...new Set(read.map(({ version }) => version))];
  if (versions.length !== 1) throw new Error(`the bindings are of ${versions.length} versions of the provider: ${versions.join(', ')}`);
  const manifest = JSON.parse(readFileSync(join(bindings, 'package.json'), 'utf8'));
  const lines = read.map(({ type, takes }) => `  ${JSON.stringify(type)}: ${JSON.stringify(takes)}`);
  const from = `${manifest.name} ${manifest.version}, by tools/google-provider-schema.ts`;
  writeFileSync(outfile, `{\n "provider": "hashicorp/google ${versions[0]}",\n "generatedFrom": ${JSON.stringify(from)},\n "types": {\n${lines.join(',\n')}\n }\n}\n`);
}

writeSchema(process.argv[2], process.argv[3]);
