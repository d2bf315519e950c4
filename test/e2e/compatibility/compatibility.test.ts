import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts, userDataFacts } from './facts';
import { page } from './page';
import { Fact, key, LISTS, Record } from './record';
import { measure } from './times';
import { missingForNamespace } from '../../../lib/rehearsal/sandbox';
import { allClients } from '../clients/all-clients';
import { reportMissing } from '../clients/observations';

const MINUTES = 60_000;
const RECORD = join(__dirname, 'observed.json');
const PAGE = join(__dirname, '../../../docs/compatibility.md');
const UPDATE = process.env.UPDATE_COMPATIBILITY !== undefined;
const HOW = 'UPDATE_COMPATIBILITY=1 npm run test:e2e makes them anew';

const read = () => JSON.parse(readFileSync(RECORD, 'utf8')) as Record;
const present = allClients().filter(({ missing }) => missing === undefined);

/** Writes what this run saw, and keeps of the record what this machine cannot have. */
async function update(): Promise<void> {
  const before = readOrNothing();
  const kept = ({ client }: { client: string }) => !present.some(({ name }) => name === client);
  const runs = 5;
  const record: Record = {
    node: process.versions.node,
    runs,
    facts: [...await facts(), ...before.facts.filter(kept)],
    userData: await userDataFacts(),
    times: [...await measure(present, runs), ...before.times.filter(kept)],
  };
  writeFileSync(RECORD, `${JSON.stringify(record, null, 1)}\n`);
  writeFileSync(PAGE, page(record));
}

function readOrNothing(): Pick<Record, 'facts' | 'times'> {
  try {
    return read();
  } catch {
    return { facts: [], times: [] };
  }
}

reportMissing();
if (UPDATE) beforeAll(update, 60 * MINUTES);

const inNamespace = missingForNamespace().length === 0 ? describe : describe.skip;

test(`docs/compatibility.md follows from the record; ${HOW}`, () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(page(read()));
});

inNamespace('this run', () => {
  let seen: Fact[];
  beforeAll(async () => {
    seen = await facts();
  }, 25 * MINUTES);

  test(`saw what the record says; ${HOW}`, async () => {
    const recorded = new Map(read().facts.map(fact => [key(fact), fact]));
    // Of the tools of a machine that are not installed by this tier, other versions may use other words.
    const comparable = (fact: Fact) => recorded.get(key(fact))?.version === fact.version
      ? fact.answers : fact.answers.map(answer => answer === LISTS ? LISTS : 'fails');
    const differences = seen.filter(fact => {
      const known = recorded.get(key(fact));
      return known === undefined || JSON.stringify(comparable(fact)) !== JSON.stringify(comparable({ ...known, version: fact.version === known.version ? known.version : '' }));
    }).map(fact => ({ ...fact, recorded: recorded.get(key(fact))?.answers }));
    expect(differences).toEqual([]);
    expect(await userDataFacts()).toEqual(read().userData);
  }, 25 * MINUTES);

  test('saw no client that gets in by hand and not with this library', () => {
    const byHand = seen.filter(({ setUp }) => setUp === 'by hand');
    const lessCompatible = byHand.filter(fact => {
      const ours = seen.find(other => key(other) === key({ ...fact, setUp: 'construct' }))!;
      return fact.answers.some((answer, index) => answer === LISTS && ours.answers[index] !== LISTS);
    });
    expect(byHand.length).toBeGreaterThan(0);
    expect(lessCompatible).toEqual([]);
  });

  test('saw no client that is slower with this library than by hand', async () => {
    const fast = present.filter(client => /^google-auth-library 10|^google-auth for Python/.test(client.name));
    const times = await measure(fast, 3);
    const ours = times.filter(({ setUp }) => setUp === 'construct');
    expect(ours).toHaveLength(2 * fast.length);
    for (const { client, access, requests, token } of ours) {
      const byHand = times.find(other => other.setUp === 'by hand' && other.client === client && other.access === access)!;
      expect(requests).toBeLessThanOrEqual(byHand.requests);
      // A machine with other work to do is not steady: an order of magnitude is what this can tell.
      expect(token).toBeLessThan(byHand.token * 1.5 + 200);
    }
  }, 10 * MINUTES);
});
