import { readFileSync } from 'fs';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { federationPropsFromJson, kubernetesFederationPropsFromJson } from '../../../lib/federation/json';
import { damage, federationProps, otherValue } from '../arbitraries';
import { EXAMPLE, KUBERNETES_EXAMPLE } from '../example-props';
import { SCHEMAS } from './schema/federation-schema';

const [TEXT, KUBERNETES_TEXT] = SCHEMAS.map(({ file }) => readFileSync(file, 'utf8'));
const compiled = (text: string) => new Ajv({ strict: true, strictRequired: false, allErrors: false })
  // Editors find it beside the other one.
  .addSchema(JSON.parse(TEXT), 'federation.schema.json').compile(JSON.parse(text));
const validate = compiled(TEXT);

type Path = readonly (string | number)[];
type Change = (document: unknown) => unknown;

function refusal(document: unknown): string | undefined {
  try {
    federationPropsFromJson(JSON.stringify(document), 'federation.json');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function edit(value: unknown, path: Path, change: (parent: Record<string, unknown>, key: string) => void): unknown {
  const copy = structuredClone({ root: value }) as Record<string, unknown>;
  const steps = ['root', ...path].map(String);
  const parent = steps.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  change(parent, steps[steps.length - 1]);
  return JSON.parse(JSON.stringify(copy)).root;
}

/** One slip somewhere in a document: a damaged value, another type, a key lost, renamed, added or doubled. */
const slip: fc.Arbitrary<Change> = fc.tuple(fc.nat(1000), fc.oneof(
  {
    weight: 4,
    arbitrary: damage.map(harm => (parent: Record<string, unknown>, key: string) => {
      if (typeof parent[key] === 'string') parent[key] = harm(parent[key]);
    }),
  },
  otherValue.map(value => (parent: Record<string, unknown>, key: string) => { parent[key] = value; }),
  fc.constant((parent: Record<string, unknown>, key: string) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }),
  damage.map(harm => (parent: Record<string, unknown>, key: string) => {
    if (Array.isArray(parent)) return;
    const { [key]: value } = parent;
    delete parent[key];
    parent[harm(key)] = value;
  }),
  fc.constant((parent: Record<string, unknown>, key: string) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    else parent[`${key}2`] = parent[key];
  }),
)).map(([pick, change]) => document => {
  const paths = pathsOf(document);
  return edit(document, paths[pick % paths.length], change);
});

const documents: fc.Arbitrary<unknown> = fc.tuple(federationProps, fc.array(slip, { maxLength: 2 }))
  .map(([props, slips]) => slips.reduce((document, change) => change(document), JSON.parse(JSON.stringify(props))))
  .filter(document => document !== undefined);

test.each(SCHEMAS)('is what the forms and the doc comments generate; "npx ts-node test/federation/json/schema/write.ts" writes it anew: $file', ({ file, text }) => {
  expect(readFileSync(file, 'utf8')).toBe(text());
});

test.each([['role', TEXT], ['service account', KUBERNETES_TEXT]])('describes every property and every way to write a strategy: %s', (_, text) => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties, oneOf, items } = node as { properties?: Record<string, object>; oneOf?: object[]; items?: object };
    for (const [key, child] of Object.entries(properties ?? {})) {
      if (!('description' in child)) undescribed.push(`${path}/${key}`);
      visit(child, `${path}/${key}`);
    }
    oneOf?.forEach((child, index) => visit(child, `${path}/${index}`));
    visit(items, `${path}/items`);
  };
  visit(JSON.parse(text), '');
  // A variant with options is described one level higher, by the factory method.
  expect(undescribed).toEqual([]);
});

test('accepts what the reader accepts, and refuses what it refuses', () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(fc.property(documents, document => {
    const problem = refusal(document);
    // Two grants may come to the same without being written alike, which no schema can see.
    fc.pre(!problem?.includes('twice: remove one, since') || !validate(document));
    seen[problem === undefined ? 'accepted' : 'refused'] += 1;
    expect({ document, accepted: validate(document), problem }).toEqual({ document, accepted: problem === undefined, problem });
  }), { numRuns: 4000 });
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(500);
});

test('refuses a grant that is written twice', () => {
  const grants = [{ project: { role: 'roles/viewer', project: 'data-project' } }, { project: { project: 'data-project', role: 'roles/viewer' } }];
  expect(validate({ ...EXAMPLE, grants })).toBe(false);
  expect(refusal({ ...EXAMPLE, grants })).toContain('twice');
});

test('states the defaults that the reader fills in', () => {
  const { properties } = JSON.parse(TEXT);
  const defaults = Object.fromEntries(Object.keys(properties).filter(key => 'default' in properties[key]).map(key => [key, properties[key].default]));
  expect(defaults).toEqual({
    awsPartition: 'aws',
    poolId: 'aws-identity-pool',
    providerId: 'aws-provider',
    subject: 'arn',
  });
  expect(refusal({ ...EXAMPLE, ...defaults })).toBeUndefined();
});

describe('of a Kubernetes service account', () => {
  const accepts = compiled(KUBERNETES_TEXT);

  test('accepts what the reader accepts, and states the defaults that it fills in', () => {
    expect(accepts(KUBERNETES_EXAMPLE)).toBe(true);
    const { properties } = JSON.parse(KUBERNETES_TEXT);
    const defaults = Object.fromEntries(Object.keys(properties).filter(key => 'default' in properties[key]).map(key => [key, properties[key].default]));
    expect(defaults).toEqual({ poolId: 'eks-identity-pool', providerId: 'eks-provider' });
    expect(kubernetesFederationPropsFromJson(JSON.stringify({ ...KUBERNETES_EXAMPLE, ...defaults }), 'f.json')).toMatchObject(KUBERNETES_EXAMPLE);
  });

  test.each([
    { issuerUri: undefined }, { issuerUri: 'http://issuer.example.com' }, { issuerUri: 'https://issuer.example.com?x' }, { kubernetesNamespace: 'a.b' },
    { kubernetesServiceAccount: 'a/b' }, { roleName: 'reader' }, { poolId: 'gcp-pool' },
  ])('refuses %j, as the reader does', change => {
    const document = JSON.parse(JSON.stringify({ ...KUBERNETES_EXAMPLE, ...change }));
    expect(accepts(document)).toBe(false);
    expect(() => kubernetesFederationPropsFromJson(JSON.stringify(document), 'f.json')).toThrow(/^f\.json:1:\d+: /);
  });
});
