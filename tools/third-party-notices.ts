import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The notices of the packages that the given files are from. Packages that come under the same text share it. */
export function thirdPartyNotices(root: string, files: readonly string[]): string {
  const folders = new Set(files.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const titlesByText = new Map<string, Set<string>>();
  for (const folder of [...folders].sort()) {
    const { title, text } = notice(join(root, folder));
    titlesByText.set(text, (titlesByText.get(text) ?? new Set()).add(title));
  }
  return [
    'The command of this package (build/command/) contains code of the following packages.\n',
    ...[...titlesByText].map(([text, titles]) => `${'-'.repeat(80)}\n${[...titles].join('\n')}\n\n${text}\n`),
  ].join('\n');
}

function notice(folder: string): { title: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(?:licen[cs]e|notice|copying)(?:[.-]\w+)?(?:\.\w+)?$/i.test(file)).sort();
  const texts = files.map(file => readFileSync(join(folder, file), 'utf8').trim()).map(text => isApacheLicense(text) ? APACHE_LICENSE : text);
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') || byName(license) };
}

/** Copies of the Apache License differ in white space and in the appendix, which only says how to apply it. */
function isApacheLicense(text: string): boolean {
  return /^\s*Apache License\s+Version 2\.0, January 2004/.test(text) && /9\.\s+Accepting Warranty or Additional Liability/.test(text);
}

/** That license is this project's own: the package carries it once. */
const APACHE_LICENSE = 'Apache License, Version 2.0: the text is in LICENSE, beside this file.';

/** Some packages state their license by name only. */
function byName(license: string): string {
  return /^\(?Apache-2\.0/.test(license) ? APACHE_LICENSE : `Published under ${license}, without a license file.`;
}
