import * as fc from 'fast-check';
import { GcpAccess, GcpFederationProps, GcpGrant, GcpGrantCondition, GcpSubject } from '../../lib/federation';

// Written from the vendors' grammar, not from the patterns of lib/federation: the two check each other.
const LOWER = [...'abcdefghijklmnopqrstuvwxyz'];
const UPPER = LOWER.map(letter => letter.toUpperCase());
const DIGITS = [...'0123456789'];

function characters(alphabet: readonly string[], minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength, size: 'max' });
}

function joined(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map(values => values.join(''));
}

/** `[a-z][-a-z0-9]*[a-z0-9]`, 6 to 30 characters. */
const googleName = joined(
  fc.constantFrom(...LOWER), characters([...LOWER, ...DIGITS, '-'], 4, 28), fc.constantFrom(...LOWER, ...DIGITS),
);

/** Values that the grammar and the limits of both vendors allow. */
export const valid = {
  gcpProjectId: googleName,
  gcpProjectNumber: joined(fc.constantFrom(...DIGITS.slice(1)), characters(DIGITS, 0, 14)),
  awsAccountId: characters(DIGITS, 12, 12),
  roleName: characters([...LOWER, ...UPPER, ...DIGITS, ...'_+=,.@-'], 1, 64),
  awsPartition: fc.constantFrom('aws', 'aws-us-gov'),
  poolOrProviderId: characters([...LOWER, ...DIGITS, '-'], 4, 32).filter(id => !id.startsWith('gcp-')),
  serviceAccountId: googleName,
  serviceAccountEmail: fc.tuple(googleName, googleName).map(([name, project]) => `${name}@${project}.iam.gserviceaccount.com`),
  tokenLifetimeSeconds: fc.integer({ min: 600, max: 43_200 }),
  googleRole: fc.oneof(
    fc.constantFrom('roles/storage.objectViewer', 'roles/bigquery.jobUser', 'roles/pubsub.publisher', 'roles/viewer'),
    fc.tuple(googleName, characters([...LOWER, ...UPPER, ...DIGITS, '_', '.'], 3, 64)).map(([project, role]) => `projects/${project}/roles/${role}`),
    fc.tuple(characters(DIGITS, 5, 14), characters([...LOWER, '_'], 3, 20)).map(([number, role]) => `organizations/${number}/roles/${role}`),
  ),
};

/** Any text that a user may write, with what shells, JSON, CEL and Terraform give a meaning. */
export const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "'", '\\', '$', '{', '}', '`', '%', '\n', '<', '&', '#', ' ', 'é', '😀', '\u2028'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
  maxLength: 60,
});

export const grantCondition: fc.Arbitrary<GcpGrantCondition> = fc.record(
  { title: hostileText, expression: hostileText, description: hostileText },
  { requiredKeys: ['title', 'expression'] },
);

export const access: fc.Arbitrary<GcpAccess> = fc.oneof(
  fc.constant(GcpAccess.direct()),
  fc.record({
    serviceAccountId: valid.serviceAccountId, serviceAccountProject: valid.gcpProjectId, tokenLifetimeSeconds: valid.tokenLifetimeSeconds,
  }, { requiredKeys: ['serviceAccountId'] })
    .map(options => GcpAccess.impersonation(options)),
  fc.record({ serviceAccountEmail: valid.serviceAccountEmail, tokenLifetimeSeconds: valid.tokenLifetimeSeconds }, { requiredKeys: ['serviceAccountEmail'] })
    .map(options => GcpAccess.impersonation(options)),
);

export const subject: fc.Arbitrary<GcpSubject> = fc.constantFrom(GcpSubject.arn(), GcpSubject.userId());

const inProject = fc.record({ project: valid.gcpProjectId }, { requiredKeys: [] });
const conditional = fc.record({ condition: grantCondition }, { requiredKeys: [] });
const both = fc.record({ project: valid.gcpProjectId, condition: grantCondition }, { requiredKeys: [] });
const number = joined(fc.constantFrom(...DIGITS.slice(1)), characters(DIGITS, 4, 14));
const underscored = characters([...LOWER, ...UPPER, ...DIGITS, '_'], 1, 40);
const hyphenated = characters([...LOWER, ...UPPER, ...DIGITS, '_', '-'], 1, 63);
const location = fc.constantFrom('europe-west1', 'us-central1', 'global', 'eu');
const pubSub = joined(fc.constantFrom(...LOWER.filter(letter => letter !== 'g'), ...UPPER), characters([...LOWER, ...DIGITS, ...'-_.~+%'], 2, 60));
const bucketName = joined(fc.constantFrom(...LOWER, ...DIGITS), characters([...LOWER, ...DIGITS, ...'._-'], 1, 60), fc.constantFrom(...LOWER, ...DIGITS));
const otherArguments = fc.dictionary(fc.constantFrom('instance', 'name', 'project', 'dataset_id', 'zone'), hostileText, { minKeys: 1 });

type RoleToGrant = (role: string) => GcpGrant;

/** One arbitrary for each factory: from the role to the grant. */
const factories: Readonly<Record<string, fc.Arbitrary<RoleToGrant>>> = {
  project: both.map(options => role => GcpGrant.project(role, options)),
  folder: fc.tuple(number, conditional).map(([id, options]) => role => GcpGrant.folder(id, role, options)),
  organization: fc.tuple(number, conditional).map(([id, options]) => role => GcpGrant.organization(id, role, options)),
  bucket: fc.tuple(bucketName, conditional).map(([name, options]) => role => GcpGrant.bucket(name, role, options)),
  bigQueryDataset: fc.tuple(underscored, inProject).map(([id, options]) => role => GcpGrant.bigQueryDataset(id, role, options)),
  bigQueryTable: fc.tuple(underscored, fc.oneof(hyphenated, fc.constantFrom('été', '売上 2024')), inProject)
    .map(([dataset, table, options]) => role => GcpGrant.bigQueryTable(dataset, table, role, options)),
  topic: fc.tuple(pubSub, inProject).map(([name, options]) => role => GcpGrant.topic(name, role, options)),
  subscription: fc.tuple(pubSub, inProject).map(([name, options]) => role => GcpGrant.subscription(name, role, options)),
  secret: fc.tuple(hyphenated, both).map(([id, options]) => role => GcpGrant.secret(id, role, options)),
  kmsKey: fc.tuple(hyphenated, hyphenated, location, both)
    .map(([name, keyRing, at, options]) => role => GcpGrant.kmsKey(name, role, { keyRing, location: at, ...options })),
  cloudRunService: fc.tuple(googleName, location, inProject)
    .map(([name, at, options]) => role => GcpGrant.cloudRunService(name, role, { location: at, ...options })),
  artifactRegistryRepository: fc.tuple(googleName, location, inProject)
    .map(([name, at, options]) => role => GcpGrant.artifactRegistryRepository(name, role, { location: at, ...options })),
  serviceAccount: valid.serviceAccountEmail.map(email => role => GcpGrant.serviceAccount(email, role)),
  spannerInstance: fc.tuple(googleName, both).map(([name, options]) => role => GcpGrant.spannerInstance(name, role, options)),
  spannerDatabase: fc.tuple(googleName, googleName, both)
    .map(([instance, name, options]) => role => GcpGrant.spannerDatabase(instance, name, role, options)),
  resource: fc.tuple(fc.constantFrom('google_bigtable_instance_iam_member', 'google_compute_disk_iam_member'), otherArguments, conditional)
    .map(([type, values, options]) => role => GcpGrant.resource(type, role, { arguments: values, ...options })),
};

/** Every factory method of `GcpGrant`. */
export const FACTORIES = Object.keys(factories);

/** Grants that differ in their roles, so that none equals another. */
export const grants: fc.Arbitrary<GcpGrant[]> = fc.uniqueArray(
  fc.tuple(valid.googleRole, fc.oneof(...Object.values(factories))), { selector: ([role]) => role, maxLength: 4 },
).map(items => items.map(([role, grant]) => grant(role)));

/** Descriptions that both clouds accept. */
export const federationProps: fc.Arbitrary<GcpFederationProps> = fc.record({
  gcpProjectId: valid.gcpProjectId,
  gcpProjectNumber: valid.gcpProjectNumber,
  awsAccountId: valid.awsAccountId,
  roleName: valid.roleName,
  awsPartition: valid.awsPartition,
  poolId: valid.poolOrProviderId,
  providerId: valid.poolOrProviderId,
  access,
  subject,
  grants,
}, { requiredKeys: ['gcpProjectId', 'gcpProjectNumber', 'awsAccountId', 'roleName'] });

const SLIPS: readonly ((value: string) => string)[] = [
  value => value.toUpperCase(),
  value => `${value}-`,
  value => `-${value}`,
  value => `1${value}`,
  value => ` ${value}`,
  value => `${value}\n`,
  value => `gcp-${value}`,
  value => `gcp-${value.slice(4)}`,
  value => `/${value}`,
  value => `arn:aws:iam::123456789012:role/${value}`,
  value => `${value}@example.com`,
  value => value.replace('.iam.', '.'),
  value => value.replace('/', ''),
  value => value.repeat(3),
  value => `\${Token[${value}.1]}`,
  value => `\${TfToken[${value}.1]}`,
  () => '',
];

/** Small damage: what a slip of the hand makes of a value. What results may still be valid. */
export const damage: fc.Arbitrary<(value: string) => string> = fc.oneof(
  fc.constantFrom(...SLIPS),
  fc.nat(70).map(length => (value: string) => value.slice(0, length)),
  fc.nat(110).map(length => (value: string) => value.padEnd(length, 'a')),
  fc.tuple(fc.nat(40), hostileText).map(([at, text]) => (value: string) => value.slice(0, at) + text + value.slice(at)),
);

/** Values of other types than the one expected. */
export const otherValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, 599, 600, 43_200, 43_201, 3600.5, 123456789012, [], {}, 'direct', 'arn', 'userId', 'impersonation', 'aws-cn'),
  hostileText,
);
