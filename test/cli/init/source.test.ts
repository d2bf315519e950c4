import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { evaluate, federationIn } from './evaluate';
import { Answers, ownServiceAccount, propsOf, Settings } from '../../../lib/cli/init/answers';
import { GOOGLE_SOURCE, jsonSource, literal, typeScriptSource } from '../../../lib/cli/init/source';
import { resolveFederation } from '../../../lib/federation/federation';
import { federationPropsFromJson } from '../../../lib/federation/json';
import { hostileText, valid } from '../../federation/arbitraries';

const ANSWERS: Answers = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '011122223333',
  roleName: 'gcs-reader',
  serviceAccount: 'gcs-reader',
  grants: 'roles/storage.objectViewer bucket:reports:roles/storage.objectCreator',
};

const bucket = fc.constantFrom('reports', 'acme-exports', 'a.b.c');
const grant = fc.oneof(
  valid.googleRole,
  fc.tuple(fc.constantFrom('bucket', 'bigQueryDataset', 'topic', 'subscription', 'secret'), fc.constantFrom('reports', 'orders1'), valid.googleRole).map(parts => parts.join(':')),
  fc.tuple(bucket, valid.googleRole).map(([name, role]) => `bucket:${name}:${role}`),
);

/** Replaced by the account that belongs to the role alone. */
const OWN = 'own-account';

const answers: fc.Arbitrary<Answers> = fc.record({
  gcpProjectId: valid.gcpProjectId,
  gcpProjectNumber: valid.gcpProjectNumber,
  awsAccountId: valid.awsAccountId,
  roleName: valid.roleName,
  serviceAccount: fc.oneof(valid.serviceAccountId, valid.serviceAccountEmail, fc.constantFrom('direct', OWN)),
  grants: fc.uniqueArray(grant, { maxLength: 4 }).chain(grants => fc.constantFrom(' ', ', ', '\n').map(separator => grants.join(separator))),
});

const settings: fc.Arbitrary<Settings> = fc.record({ poolId: valid.poolOrProviderId, awsPartition: valid.awsPartition }, { requiredKeys: [] });

/** Whether the library takes a description: roles that need a service account are refused without one. */
function isTaken(given: Answers, more: Settings): boolean {
  try {
    resolveFederation(propsOf(given, more));
    return true;
  } catch {
    return false;
  }
}

test('federation.ts reads as if it were written by hand', () => {
  expect(typeScriptSource(ANSWERS, { poolId: 'aws-second', awsPartition: 'aws' })).toBe(`import { GcpAccess, type GcpFederationProps, GcpGrant } from 'cdk-gcp-federation';

/** Which AWS role may act as what in Google Cloud: both clouds are built from this one description. */
export const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '011122223333',
  roleName: 'gcs-reader',
  poolId: 'aws-second',
  access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader' }),
  grants: [
    GcpGrant.project('roles/storage.objectViewer'),
    GcpGrant.bucket('reports', 'roles/storage.objectCreator'),
  ],
};
`);
});

test('leaves the service account of its own out, and says which it is', () => {
  const source = typeScriptSource({ ...ANSWERS, serviceAccount: 'gcs-reader-2995a4bd' }, { awsPartition: 'aws' });
  expect(source).toContain("import { type GcpFederationProps, GcpGrant } from 'cdk-gcp-federation';");
  expect(source).toContain('  // Acts as gcs-reader-2995a4bd, a service account of its own; set access for a different one or for none.\n  grants: [\n');
  expect(federationIn(source)).not.toHaveProperty('access');
});

test('imports nothing that it does not use', () => {
  const source = typeScriptSource({ ...ANSWERS, serviceAccount: 'direct', grants: '' }, { awsPartition: 'aws-us-gov' });
  expect(source).toContain("import { GcpAccess, type GcpFederationProps } from 'cdk-gcp-federation';");
  expect(source).toContain('  access: GcpAccess.direct(),\n};\n');
  expect(source).toContain("  awsPartition: 'aws-us-gov',\n");
});

test('whatever the library takes, federation.ts and federation.json say the same as the answers', () => {
  fc.assert(fc.property(answers, settings, (made, more) => {
    const given = made.serviceAccount === OWN ? { ...made, serviceAccount: ownServiceAccount(made, more.awsPartition) } : made;
    fc.pre(isTaken(given, more));
    const expected = resolveFederation(propsOf(given, more));
    expect(resolveFederation(federationIn(typeScriptSource(given, more)))).toEqual(expected);
    expect(resolveFederation(federationPropsFromJson(jsonSource(given, more), 'federation.json'))).toEqual(expected);
  }), { numRuns: 60 });
});

test('a literal evaluates to the text, whatever it holds, and is plain ASCII on one line', () => {
  const text = fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.string());
  fc.assert(fc.property(fc.array(text, { minLength: 200, maxLength: 200 }), texts => {
    const written = texts.map(literal);
    expect(written.filter(one => !/^'[ -~]*'$/.test(one))).toEqual([]);
    expect(evaluate(`export const values = [${written.join(', ')}];`).values).toEqual(texts);
  }), { numRuns: 20 });
});

test('half of a pair of surrogates stays what it is', () => {
  expect(evaluate(`export const value = ${literal('\ud800x')};`).value).toBe('\ud800x');
});

test('gcp.ts is what the README shows', () => {
  expect(readFileSync(join(__dirname, '../../../README.md'), 'utf8')).toContain(`\`\`\`tsx file=gcp.ts\n${GOOGLE_SOURCE}\`\`\`\n`);
});
