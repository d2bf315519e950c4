import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleRewordedProof } from './reworded-proof';
import { readCases } from './run-case';
import * as proof from '../../../lib/proof';
import { temporaryFolder } from '../temporary-folder';

const CORPUS = join(__dirname, '../../fixtures/corpus');
const { path: folder, remove } = temporaryFolder();
afterAll(remove);

const inputs = [
  ...readCases().map(one => ({ name: one.id, aws: one.aws.map(path => join(one.folder, path)), gcp: one.gcp.map(path => join(one.folder, path)) })),
  ...readdirSync(CORPUS).map(name => ({
    name,
    aws: [join(CORPUS, name, 'template.json')],
    gcp: [join(CORPUS, name, existsSync(join(CORPUS, name, 'plan.json')) ? 'plan.json' : 'main.tf.json')],
  })),
];

/** Everything that a report says in codes. */
function codesOf(check: typeof proof.check, { aws, gcp }: { aws: readonly string[]; gcp: readonly string[] }): object {
  try {
    const { matches, workloads, callers, findings } = check({ aws, gcp }, { accept: ['conditional-grant'] });
    return {
      matches,
      workloads: workloads.map(({ kind, verdict, steps }) => [kind, verdict, steps.map(step => step.verdict)]),
      callers: callers.map(({ verdict }) => verdict),
      findings: findings.map(({ id, severity, about, accepted }) => [id, severity, about, accepted]).sort(),
    };
  } catch (error) {
    return { error: (error as Error).name };
  }
}

test('no verdict depends on the words of a message', async () => {
  const outfile = join(folder, 'proof.js');
  const { reworded } = await bundleRewordedProof(outfile);
  expect(reworded).toBeGreaterThan(400);
  const { check } = jest.requireActual<typeof proof>(outfile);
  for (const input of inputs) expect({ name: input.name, ...codesOf(check, input) }).toEqual({ name: input.name, ...codesOf(proof.check, input) });
  const unconditional = { aws: join(CORPUS, 'condition-missing', 'template.json'), gcp: join(CORPUS, 'condition-missing', 'main.tf.json') };
  expect(check(unconditional).findings[0].title).not.toBe(proof.check(unconditional).findings[0].title);
});
