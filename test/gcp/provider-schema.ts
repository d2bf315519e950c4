import { readFileSync } from 'fs';

/** What the prebuilt package, which is generated from the schema of the Google provider, knows of a resource or data source. */
export interface ProviderSchema {
  readonly arguments: readonly string[];
  readonly required: readonly string[];
}

/** @param type Terraform type, with `data.` before that of a data source */
export function providerSchema(type: string): ProviderSchema {
  const module = type.replace('data.google_', 'data-google-').replace(/^google_/, '').replaceAll('_', '-');
  const declarations = readFileSync(require.resolve(`@cdktf/provider-google/lib/${module}`).replace(/\.js$/, '.d.ts'), 'utf8');
  const config = /export interface \w+Config extends cdktf\.TerraformMetaArguments \{(.*?)^\}/ms.exec(declarations)![1];
  const properties = [...config.matchAll(/^ {4}readonly (\w+)(\??):/gm)].map(([, name, optional]) => ({
    name: name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), required: optional === '',
  }));
  return { arguments: properties.map(({ name }) => name), required: properties.filter(({ required }) => required).map(({ name }) => name) };
}
