import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

interface Component {
  readonly name: string;
  readonly version: string;
  readonly properties?: ReadonlyArray<{ readonly name: string }>;
}

/**
 * Writes dist/sbom.cdx.json: what the package contains besides its own code, as CycloneDX.
 *
 * npm knows of all that is installed; the notices name what the bundles took from it.
 */
function writeSbom(): void {
  const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const bundled = new Set([...notices.matchAll(/^(\S+) (\d\S*) \(.+\)$/gm)].map(([, name, version]) => `${name}@${version}`));
  const sbom = JSON.parse(execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--sbom-type=library'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }));
  // Two copies of one version may be installed; and within the package nothing is a development dependency.
  const byName = new Map<string, Component>((sbom.components as Component[])
    .map(component => [`${component.name}@${component.version}`, { ...component, scope: 'required', properties: [] }]));
  const missing = [...bundled].filter(name => !byName.has(name));
  if (bundled.size === 0 || missing.length > 0) throw new Error(`the bundles contain packages that npm does not list: ${missing.join(', ') || 'none was found in THIRD-PARTY-NOTICES.txt'}`);
  const components = [...bundled].sort().map(name => byName.get(name));
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { metadata } = sbom;
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify({
    ...sbom,
    metadata: { ...metadata, component: { ...metadata.component, name } },
    components,
    dependencies: [{ ref: `${name}@${version}`, dependsOn: [...bundled].sort() }, ...[...bundled].sort().map(ref => ({ ref, dependsOn: [] }))],
  }, null, 2)}\n`);
}

writeSbom();
