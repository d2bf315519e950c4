import { EMAIL, KINDS, outcomes, rehearsal, removeOutputs, writeOutputs } from './every-workload';
import { inNamespaces } from './in-namespaces';
import { MachineForm } from '../../lib/rehearsal';

beforeAll(writeOutputs, 60_000);
afterAll(removeOutputs);

inNamespaces('in the namespace form', () => {
  test('every workload gets in as its own role, containers also where that of the node is in reach', async () => {
    const report = await rehearsal(() => new MachineForm());
    expect(outcomes(report)).toEqual(KINDS.map(kind => [kind, /task|pod/.test(kind) ? [EMAIL, EMAIL] : [EMAIL]]));
    expect(report.matches).toBe(true);
    for (const { kind, attempts } of report.workloads.slice(2)) {
      const asked = attempts.filter(({ expected }) => expected === 'admitted').flatMap(({ requests }) => requests);
      expect(asked.filter(({ standIn }) => standIn === 'AWS STS').every(({ identity }) => identity?.includes(':assumed-role/gcs-reader/'))).toBe(true);
      expect([kind, asked.filter(({ standIn }) => standIn === 'instance metadata')]).toEqual([kind, []]);
    }
    expect(JSON.stringify(report)).not.toMatch(/ya29\.|ASIA[A-Z2-7]{16}|Signature=[0-9a-f]/);
  }, 180_000);

  test('the configuration for an instance makes containers use the role of their node, which is found out', async () => {
    const emulator = /http:\/\/127\.0\.0\.1:16925/g;
    const report = await rehearsal(() => new MachineForm(), text => text.replace(emulator, 'http://169.254.169.254'));
    const task = report.workloads.find(({ kind }) => kind === 'ecs-task')!;
    expect(task.attempts.slice(0, 2)).toMatchObject([
      { expected: 'admitted', outcome: 'depends' },
      { expected: 'admitted', outcome: 'depends', reason: expect.stringMatching(/^the client signed as arn:aws:sts::\d+:assumed-role\/role-of-the-node\/i-/) },
    ]);
    expect(report.matches).toBe(false);
  }, 180_000);
});
