import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Carried } from './aws-configuration';
import { assetPath, Template, TemplateResource } from './template';
import { zipEntries } from './zip-entries';
import { findCredentialConfigs } from '../credential-config';

const FILES_AT_MOST = 2000;
const BYTES_AT_MOST = 64 * 1024;
const ARCHIVE_BYTES_AT_MOST = 64 * 1024 * 1024;

/**
 * The credential configurations among the files of an asset: a folder or an archive in the cloud assembly, where
 * there is one. An asset that is not there carries nothing that can be read.
 */
export function carriedInAsset(template: Template, resource: TemplateResource, where: string): Carried[] {
  const place = assetPath(template, resource);
  return place === undefined ? [] : carriedAt(place, where);
}

/** The credential configurations among the files of a folder or an archive. */
export function carriedAt(place: string, where: string): Carried[] {
  try {
    const texts = statSync(place).isDirectory() ? folderTexts(place) : archiveTexts(place);
    return texts.flatMap(({ name, text }) => findCredentialConfigs(text).map(config => ({ where: `${where}, ${name}`, config })));
  } catch {
    return [];
  }
}

function folderTexts(folder: string): { name: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(mayCarry).slice(0, FILES_AT_MOST);
  return names.flatMap(name => {
    const stats = statSync(join(folder, name));
    return stats.isFile() && stats.size <= BYTES_AT_MOST ? [{ name, text: readFileSync(join(folder, name), 'utf8') }] : [];
  });
}

function archiveTexts(file: string): { name: string; text: string }[] {
  if (statSync(file).size > ARCHIVE_BYTES_AT_MOST) throw new Error('the archive is too large');
  return zipEntries(readFileSync(file), { entriesAtMost: FILES_AT_MOST, bytesAtMost: BYTES_AT_MOST, accept: mayCarry });
}

/** Configurations are files of their own: JSON, or a name without an ending. */
function mayCarry(name: string): boolean {
  return /(?:\.json|\/[^./]+|^[^./]+)$/.test(name) && !/(?:^|\/)node_modules\//.test(name);
}
