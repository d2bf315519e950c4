import { Answers, DIRECT, isDefaultAccess, literalsOf, propsOf, serviceAccountProperty, Settings } from './answers';
import { parseGrants } from './grant-answer';

/** It leads there from every folder, also where no `node_modules` is. */
const SCHEMA = 'https://raw.githubusercontent.com/cdk-gcp-federation/cdk-gcp-federation/main/schema/federation.schema.json';

/** `federation.ts`. */
export function typeScriptSource(answers: Answers, settings: Settings): string {
  const isDefault = isDefaultAccess(answers, settings);
  const grants = parseGrants(answers.grants).map(grant => {
    const { kind, name, role } = grant;
    if (kind !== 'project') return `    GcpGrant.${kind}(${literal(name)}, ${literal(role)}),`;
    const options = name === undefined ? '' : `, { project: ${literal(name)} }`;
    return `    GcpGrant.project(${literal(role)}${options}),`;
  });
  const imports = [...isDefault ? [] : ['GcpAccess'], 'type GcpFederationProps', ...grants.length > 0 ? ['GcpGrant'] : []];
  return [
    `import { ${imports.join(', ')} } from 'cdk-gcp-federation';`,
    '',
    '/** Which AWS role may act as what in Google Cloud: both clouds are built from this one description. */',
    'export const federation: GcpFederationProps = {',
    ...Object.entries(literalsOf(answers, settings)).map(([name, value]) => `  ${name}: ${literal(value)},`),
    isDefault
      ? `  // Acts as ${answers.serviceAccount}, a service account of its own; set access for a different one or for none.`
      : `  access: ${accessSource(answers.serviceAccount)},`,
    ...grants.length > 0 ? ['  grants: [', ...grants, '  ],'] : [],
    '};',
    '',
  ].join('\n');
}

function accessSource(serviceAccount: string): string {
  if (serviceAccount === DIRECT) return 'GcpAccess.direct()';
  return `GcpAccess.impersonation({ ${serviceAccountProperty(serviceAccount)}: ${literal(serviceAccount)} })`;
}

/** `federation.json`, in the form that `GcpFederatedRole.fromJsonFile` and the command `terraform` read. */
export function jsonSource(answers: Answers, settings: Settings): string {
  return `${JSON.stringify({ $schema: SCHEMA, ...propsOf(answers, settings) }, null, 2)}\n`;
}

/** `gcp.ts`. */
export const GOOGLE_SOURCE = `import { App } from 'cdktf';
import { GcpFederationStack } from 'cdk-gcp-federation/gcp';
import { federation } from './federation';

const app = new App();
new GcpFederationStack(app, 'gcp', federation);
app.synth();
`;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\'': '\\\'', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as a literal of TypeScript, in plain ASCII. */
export function literal(text: string): string {
  const escaped = text.replace(/[^ -~]|[\\']/g, unit => ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${escaped}'`;
}
