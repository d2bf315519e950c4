import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { compile } from './compile';
import { REPOSITORY, ROOT, samples } from './samples';

/** What the fragments in docs/ may take for granted; a fragment that makes one of these itself does so in its own scope. */
const PRELUDE = `
import { writeFileSync } from 'node:fs';
import { Annotations, App, CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as networkfirewall from 'aws-cdk-lib/aws-networkfirewall';
import * as cdktf from 'cdktf';
import {
  GcpAccess, GcpDelivery, GcpFederatedRole, GcpFederationProps, GcpGrant, GcpKubernetesFederationProps, GcpKubernetesServiceAccount, GcpSubject,
  InstallationFailureAction,
} from 'cdk-gcp-federation';
import * as gcp from 'cdk-gcp-federation/gcp';
import { GcpAuditLogs, GcpAwsAccountRestriction, GcpFederation, GcpFederationStack } from 'cdk-gcp-federation/gcp';
declare const app: any, stack: any, vpc: ec2.IVpc, instance: ec2.Instance, group: autoscaling.AutoScalingGroup, template: ec2.LaunchTemplate;
declare const userData: ec2.UserData, role: iam.Role, federation: GcpFederationProps, reader: GcpFederatedRole, federations: GcpFederationProps[];
declare const task: ecs.FargateTaskDefinition, image: ecs.ContainerImage, cluster: eks.ICluster, podSpec: any, selector: any, metadata: any;
declare const code: lambda.Code;
declare const clusterName: string, namespace: string, serviceAccount: string;
declare const legacyStack: Stack, natInstance: ec2.Instance, gcpProjectId: string, gcpProjectNumber: string;
declare const accounts: { id: string; roles: string[]; serviceAccountOf(roleName: string): string }[];
`;

const DOCUMENTS = readdirSync(join(ROOT, 'docs')).filter(file => file.endsWith('.md'));

test('the code in docs/ compiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const files = DOCUMENTS.flatMap(document => {
      const { named, fragments } = samples(`docs/${document}`);
      return [
        ...named.filter(({ file }) => file.endsWith('.ts')),
        ...fragments.map((text, index) => ({ file: `${document}-${index}.ts`, text: `${PRELUDE}\nexport function fragment(this: any) {\n${text}\n}\n` })),
      ];
    });
    for (const { file, text } of files) writeFileSync(join(folder, file), text);
    expect(files.length).toBeGreaterThan(5);
    expect(compile(files.map(({ file }) => join(folder, file)), { noUnusedLocals: false })).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const DOCUMENTS_OF_ALL = [...DOCUMENTS.map(document => `docs/${document}`), 'README.md', 'examples/README.md'];

test.each(DOCUMENTS_OF_ALL)('the JSON in %s is JSON, and federations in it are valid', document => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(join(ROOT, 'schema/federation.schema.json'), 'utf8')));
  const { json, named } = samples(document);
  for (const text of [...json, ...named.filter(({ file }) => file.endsWith('.json')).map(sample => sample.text)]) {
    const parsed = JSON.parse(text) as object;
    if ('$schema' in parsed) expect({ valid: validate(parsed), errors: validate.errors }).toEqual({ valid: true, errors: null });
  }
});

test.each(DOCUMENTS_OF_ALL)('the links of %s to files and headings of this repository lead somewhere', document => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const relative = [...withoutCode(text).matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g)]
    .map(([link, file, anchor]) => ({ link, target: file === '' ? document : join(dirname(document), file), anchor }));
  expect([...relative, ...absoluteLinks(text)].filter(link => !leadsSomewhere(link)).map(({ link }) => link)).toEqual([]);
});

test.each(DOCUMENTS_OF_ALL)('the warnings and tags that %s names are those of the library', document => {
  const sources = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(join(ROOT, 'lib', file), 'utf8')).join('\n');
  const named = readFileSync(join(ROOT, document), 'utf8').match(/(?<=cdk-gcp-federation:)[a-z][A-Za-z]+/g) ?? [];
  expect(named.filter(id => !new RegExp(`\\b${id}\\b`).test(sources))).toEqual([]);
});

test('README.md, which PyPI and Maven show as well, has no relative links', () => {
  const text = withoutCode(readFileSync(join(ROOT, 'README.md'), 'utf8'));
  expect([...text.matchAll(/\]\((?!https:|#)[^)]*\)/g)].map(([link]) => link)).toEqual([]);
  expect(absoluteLinks(text).length).toBeGreaterThan(20);
});

interface Link {
  readonly link: string;
  /** From the root of the checkout. */
  readonly target: string;
  readonly anchor?: string;
}

/** Addresses of what is in this checkout, in code as well. */
function absoluteLinks(text: string): Link[] {
  const raw = REPOSITORY.replace('//github.com/', '//raw.githubusercontent.com/');
  const address = new RegExp(`(?:${REPOSITORY}/(?:blob|tree)|${raw})/([a-z]+)/([^)\\s"'\`#]+)(?:#([^)\\s"'\`]+))?`, 'g');
  return [...text.matchAll(address)].map(([link, branch, path, anchor]) => ({ link, target: branch === 'main' ? path : link, anchor }));
}

function leadsSomewhere({ target, anchor }: Link): boolean {
  const file = join(ROOT, target);
  return existsSync(file) && (anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).includes(anchor));
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[^]*?^```$/gm, '');
}

/** The anchors that GitHub makes of headings, and those that are written out. */
function anchorsOf(markdown: string): string[] {
  const text = withoutCode(markdown);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'));
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id)];
}
