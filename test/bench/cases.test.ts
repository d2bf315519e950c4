import { CASES } from '../../bench/cases';
import { awsRoles } from '../../bench/cases/aws-roles';
import { awsSynth } from '../../bench/cases/aws-synth';
import { cdkSynth } from '../../bench/cases/cdk-synth';
import { checkRoles } from '../../bench/cases/check';
import { emulator } from '../../bench/cases/emulator';
import { firstToken } from '../../bench/cases/first-token';
import { gcpSynth } from '../../bench/cases/gcp-synth';
import { importAws } from '../../bench/cases/import-aws';
import { importGcp } from '../../bench/cases/import-gcp';
import { userData } from '../../bench/cases/user-data';

// From the sources: what is built may be older.
jest.mock('../../bench/library', () => ({
  ROOT: process.cwd(),
  load: jest.requireActual,
  loadAwsSide: () => jest.requireActual('../../lib'),
  loadGoogleSide: () => jest.requireActual('../../lib/gcp'),
}));

const ALL = [importAws, importGcp, awsSynth, awsRoles, gcpSynth, checkRoles, userData, firstToken, emulator, cdkSynth];

test('every case can be chosen', () => {
  expect(CASES).toHaveLength(ALL.length);
});

test.each(ALL.map(one => [one.name, one] as const))('%s: ours is first, and the goal is against a variant that there is', (_, { variants, goal, sizes, quickSize }) => {
  expect(Object.keys(variants)[0]).toBe('ours');
  if (goal) expect(Object.keys(variants)).toContain(goal.against);
  if (quickSize !== undefined) expect(sizes).toContain(quickSize);
});

test.each([['AWS', awsSynth], ['Google', gcpSynth]])('what is compared on the %s side is of about the same length', async (_, { variants }) => {
  const [ours, same] = [await variants.ours(3), await variants['by hand, the same'](3)];
  expect(ours!.bytes! / same!.bytes!).toBeGreaterThan(0.8);
  expect(ours!.bytes! / same!.bytes!).toBeLessThan(1.3);
});

test('the client that is measured gets a token, by either configuration', async () => {
  await expect(firstToken.variants.ours(1)).resolves.toBeDefined();
  await expect(firstToken.variants['by hand'](1)).resolves.toBeDefined();
});
