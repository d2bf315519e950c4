import { Judge } from '../../../lib/rehearsal/attempts/judge';
import { Target } from '../../../lib/rehearsal/attempts/target';
import { Clouds } from '../../../lib/rehearsal/clouds';
import { LogEntry } from '../../../lib/rehearsal/emulators';
import { AUDIENCE, configuration, EMAIL, MEMBER } from '../../proof/policy/configuration';
import { GENUINE, identity, provider } from '../../proof/policy/providers';

const [grant] = configuration().projectGrants;
const STRANGER = identity('arn:aws:sts::111122223333:assumed-role/impostor/i-0');
const IMPERSONATION: Target = { audience: AUDIENCE, serviceAccount: EMAIL };
const DIRECT: Target = { audience: AUDIENCE };

function entry(standIn: LogEntry['standIn'], verdict: LogEntry['verdict'], step = 'step'): LogEntry {
  return { standIn, verdict, step, request: 'GET /', status: verdict === 'accepted' ? 200 : 403, identity: EMAIL, reason: verdict === 'rejected' ? 'reason' : undefined };
}

function judge(target: Target, lists = true, changes: Parameters<typeof configuration>[0] = {}): Judge {
  return new Judge(new Clouds(configuration({ awsProviders: [provider({ attributeCondition: undefined })], ...changes })), target, lists);
}

function evidence(log: LogEntry[], caller = STRANGER) {
  return { identity: caller, answer: { ok: true, data: { items: [{ name: 'object' }] }, message: 'what the client says' }, log, milliseconds: 1.4 };
}

test('believes the log, not the client', () => {
  expect(judge(IMPERSONATION).workload('it', evidence([]))).toEqual({ who: 'it', expected: 'admitted', outcome: 'depends', reason: 'what the client says', milliseconds: 1, requests: [] });
});

test('an impostor that nobody refused is not taken for refused', () => {
  expect(judge(IMPERSONATION).impostor('it', evidence([entry('instance metadata', 'accepted')])).outcome).toBe('depends');
});

test('a workload that lists is admitted; a token alone is not enough where it ought to list', () => {
  expect(judge(IMPERSONATION).workload('it', evidence([entry('Cloud Storage', 'accepted')]))).toMatchObject({ outcome: 'admitted', as: EMAIL, listed: ['object'] });
  const log = [entry('IAM credentials', 'accepted'), entry('Cloud Storage', 'rejected')];
  expect(judge(IMPERSONATION, true).workload('it', evidence(log))).toMatchObject({ outcome: 'rejected', standIn: 'Cloud Storage' });
  expect(judge(IMPERSONATION, false).workload('it', evidence(log))).toMatchObject({ outcome: 'admitted', as: EMAIL });
});

test('a workload that signs as somebody else is not admitted, whatever it lists', () => {
  const log = [{ ...entry('AWS STS', 'accepted'), identity: GENUINE.arn }, entry('Cloud Storage', 'accepted')];
  expect(judge(IMPERSONATION).workload('it', evidence(log))).toMatchObject({ outcome: 'depends', reason: `the client signed as ${GENUINE.arn}` });
  expect(judge(IMPERSONATION).workload('it', evidence(log, GENUINE)).outcome).toBe('admitted');
});

test('where a service account takes part, a federated token is not enough', () => {
  const log = [entry('Google STS', 'accepted'), entry('IAM credentials', 'rejected', 'member')];
  expect(judge(IMPERSONATION, false).workload('it', evidence(log, GENUINE))).toMatchObject({ outcome: 'rejected', step: 'member' });
});

test('an impostor with a token of the service account is admitted, whatever it lists', () => {
  expect(judge(IMPERSONATION).impostor('it', evidence([entry('IAM credentials', 'accepted'), entry('Cloud Storage', 'rejected')])).outcome).toBe('admitted');
});

test('an impostor with a federated token is admitted as soon as the token opens anything', () => {
  const log = [entry('Google STS', 'accepted'), entry('Cloud Storage', 'rejected')];
  const member = MEMBER.replace('gcs-reader', 'impostor');
  expect(judge(DIRECT).impostor('it', evidence(log)).outcome).toBe('rejected');
  expect(judge(DIRECT, true, { projectGrants: [{ ...grant, member }] }).impostor('it', evidence(log)))
    .toMatchObject({ outcome: 'admitted', as: expect.stringContaining(STRANGER.arn) });
  expect(judge(DIRECT, true, { resourceGrants: [{ address: 'a', role: 'r', member }] }).impostor('it', evidence(log)).outcome).toBe('admitted');
  expect(judge(IMPERSONATION, true, { serviceAccountBindings: [{ ...configuration().serviceAccountBindings[0], member }] }).impostor('it', evidence(log)).outcome).toBe('admitted');
});
