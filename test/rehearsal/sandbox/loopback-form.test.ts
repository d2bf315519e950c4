import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_PROGRAM } from '../../../lib/aws/ecs/sidecar/program';
import { readGoogleConfiguration } from '../../../lib/proof';
import { Clouds } from '../../../lib/rehearsal/clouds';
import { EMULATOR_SHA256, LoopbackForm } from '../../../lib/rehearsal/sandbox';
import { outputs } from '../outputs';

test('the program that serves the credentials of a task is known: after a change of it, change EMULATOR_SHA256 too', () => {
  expect(EMULATOR_SHA256).toBe(createHash('sha256').update(EMULATOR_PROGRAM).digest('hex'));
});

test('a template cannot have a file written outside the scratch folder', async () => {
  const made = outputs();
  const form = new LoopbackForm();
  await form.start(new Clouds(readGoogleConfiguration(made.gcp)).services);
  const path = `/opt/../../../../../../..${tmpdir()}/must-not-exist-${process.pid}`;
  await expect(form.startWithFiles({ variables: {}, files: { [path]: '{}' } })).rejects.toThrow(/leads out of the scratch folder/);
  expect(existsSync(join(tmpdir(), `must-not-exist-${process.pid}`))).toBe(false);
  await form.close();
  made.remove();
});
