import { EMAIL, KINDS, outcomes, rehearsal, removeOutputs, writeOutputs } from './every-workload';
import { LoopbackForm } from '../../lib/rehearsal';

beforeAll(writeOutputs, 60_000);
afterAll(removeOutputs);

describe('in the loopback form', () => {
  test('every workload gets in, and nobody else; what is left out is named', async () => {
    const report = await rehearsal(() => new LoopbackForm());
    expect(outcomes(report)).toEqual(KINDS.map(kind => [kind, [EMAIL]]));
    expect(report.workloads.map(({ attempts }) => attempts.filter(({ outcome }) => outcome === 'rejected').length)).toEqual([15, 15, 14, 14, 14]);
    expect(report.matches).toBe(true);
    expect(report.notes).toEqual(expect.arrayContaining([
      'Stack/Build was not rehearsed, only check judges it: builds do not run here',
      'Stack/Task: whether its containers would use the role of a node in reach was not tried',
    ]));
  }, 120_000);

  test('long-term keys are refused for what they are, not for a session token of the workload', async () => {
    const report = await rehearsal(() => new LoopbackForm());
    const refusals = report.workloads.find(({ kind }) => kind === 'lambda-function')!.attempts.filter(({ who }) => /^user|root/.test(who));
    expect(new Set(refusals.map(({ step }) => step))).toEqual(new Set(['attribute condition']));
  }, 120_000);

  test('a program of somebody else that serves credentials does not run', async () => {
    const report = await rehearsal(() => new LoopbackForm(), text => text.replaceAll("say(\\'serves", "say(\\'serves").replaceAll('serves the credentials', 'leaks the credentials'));
    expect(report.workloads.map(({ kind }) => kind)).toEqual(KINDS.slice(0, 3));
    expect(report.notes).toContainEqual(expect.stringMatching(/^Stack\/Task: it was not rehearsed: the program of container gcp-credentials is not that of this version/));
  }, 120_000);
});
