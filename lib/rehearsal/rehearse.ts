import { CREDENTIAL_CONFIG_VARIABLES } from '../federation/installation';
import { LIMITS } from '../federation/limits';
import { assumedRoleArn } from '../federation/names';
import { AwsConfiguration, AwsIdentity, GoogleConfiguration, InputError } from '../proof';
import { brokenTries, impostorTry, Stage, Try } from './adversaries/attempts';
import { AdmittedRole, impostors, instanceId, roleSession } from './adversaries/identities';
import { ClientAnswer, run, WarmClient } from './client/client-process';
import { clientCommand } from './client/client-program';
import { Clouds } from './clouds';
import { BootedInstance, RehearsalForm } from './forms';
import { Evidence, Judge } from './judge';
import { Attempt, NOT_JUDGED, RehearsalReport, WorkloadReport } from './report';
import { admittedRoles, expectation, roleOf, Target, targetOf, Workload, workloads } from './workload';

export interface RehearsalInput {
  readonly aws: AwsConfiguration;
  /** Where `aws` was read, for messages. */
  readonly awsPath: string;
  readonly google: GoogleConfiguration;
  /** Makes the surroundings of one workload; each workload has its own. */
  readonly form: () => RehearsalForm;
}

const CLIENT_MILLISECONDS_AT_MOST = 20_000;
const [GOOGLE_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;
const { withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;

/**
 * Boots every instance that carries a credential configuration, lets a real Google client in, and tries everyone who
 * must stay outside.
 *
 * Throws `InputError` where nothing can be rehearsed.
 */
export async function rehearse(input: RehearsalInput): Promise<RehearsalReport> {
  const started = performance.now();
  const found = workloads(input.aws.instances);
  if (found.length === 0) {
    throw new InputError(input.awsPath, 'no EC2 instance in it has user data that installs a credential configuration; call addToInstance or addToUserData');
  }
  if (input.google.awsProviders.length === 0) {
    throw new Error('the Google side has no workload identity pool provider for AWS: synthesize GcpFederationStack, or pass the folder that holds it');
  }
  const reports: WorkloadReport[] = [];
  const notes = new Set<string>();
  let formName = '';
  for (const workload of found) {
    const form = input.form();
    formName = form.name;
    try {
      reports.push(await rehearseWorkload(workload, new Clouds(input.google), form, notes));
    } finally {
      await form.close();
    }
  }
  return {
    fits: reports.every(report => report.attempts.every(attempt => attempt.outcome === attempt.expected)),
    form: formName,
    workloads: reports,
    notes: [...notes],
    notJudged: NOT_JUDGED,
    milliseconds: Math.round(performance.now() - started),
  };
}

async function rehearseWorkload(workload: Workload, clouds: Clouds, form: RehearsalForm, notes: Set<string>): Promise<WorkloadReport> {
  await form.start(clouds.services);
  let booted: BootedInstance;
  let target: Target;
  try {
    booted = await form.boot(workload.userData);
    target = targetOf(booted.credentialConfig, clouds.policy);
  } catch (error) {
    return notBooted(workload, (error as Error).message);
  }
  [...workload.notes, ...booted.notes.map(note => `${workload.name}: ${note}`)].forEach(note => notes.add(note));
  if (target.lifetimeSeconds !== undefined && target.lifetimeSeconds > withoutOrganizationPolicy) {
    notes.add(`${workload.name}: an organization policy that allows tokens of ${target.lifetimeSeconds} seconds was assumed`);
  }
  const admitted = admittedRoles(clouds.policy, target.audience);
  const { role, notes: assumed } = roleOf(workload, admitted);
  assumed.forEach(note => notes.add(note));
  const expected = expectation(target, role, clouds.policy, clouds.buckets);
  if (!expected.lists) {
    notes.add(`${workload.name}: no predefined role among its project grants lists objects, so a token counts as admitted`);
  }

  const identity = roleSession(role, instanceId());
  const url = form.reach(`https://storage.googleapis.com/storage/v1/b/${expected.bucket?.name ?? 'rehearsal'}/o`);
  clouds.metadata.instance = {
    availabilityZone: `${workload.region}a`,
    role: { name: role.roleName, credentials: clouds.directory.issue(identity) },
  };
  const judge = new Judge(clouds, target, expected.lists);
  const { answer, evidence } = await observe(clouds, identity, async () => firstCall(booted.command(clientCommand('once', url)), form));
  const own = judge.workload(workload.name, evidence);

  const { environment } = answer;
  // Without it a client would go and look for credentials of this machine.
  const others = environment?.[GOOGLE_VARIABLE] === undefined ? [] : await tryOthers({
    clouds, form, url, environment, credentialConfig: booted.credentialConfig, audience: target.audience, region: workload.region,
  }, role, identity, admitted, judge);
  return {
    workload: workload.name,
    role: assumedRoleArn(role.partition, role.account, role.roleName),
    audience: target.audience,
    bootMilliseconds: booted.milliseconds,
    attempts: [own, ...others],
  };
}

function notBooted(workload: Workload, reason: string): WorkloadReport {
  const attempts: Attempt[] = [{ who: workload.name, expected: 'admitted', outcome: 'undecided', reason, milliseconds: 0 }];
  return { workload: workload.name, attempts };
}

async function tryOthers(
  stage: Omit<Stage, 'client'>, role: AdmittedRole, identity: AwsIdentity, admitted: readonly AdmittedRole[], judge: Judge,
): Promise<Attempt[]> {
  const client = new WarmClient(stage.form.folder);
  try {
    await client.ready();
    const attempts: Attempt[] = [];
    for (const attempt of tries({ ...stage, client }, role, identity, admitted)) {
      const { evidence } = await observe(stage.clouds, attempt.identity, async () => attempt.run());
      attempts.push(judge.impostor(attempt.who, evidence));
    }
    return attempts;
  } finally {
    client.close();
  }
}

/** Runs one attempt and gathers what the stand-ins saw of it. */
async function observe<T extends Evidence['answer']>(
  clouds: Clouds, identity: AwsIdentity, attempt: () => Promise<T>,
): Promise<{ answer: T; evidence: Evidence }> {
  const mark = clouds.log.mark();
  const started = performance.now();
  const answer = await attempt();
  return { answer, evidence: { identity, answer, log: clouds.log.since(mark), milliseconds: performance.now() - started } };
}

function tries(stage: Stage, role: AdmittedRole, identity: AwsIdentity, admitted: readonly AdmittedRole[]): Try[] {
  const taken = new Set(admitted.map(({ partition, account, roleName }) => assumedRoleArn(partition, account, roleName)));
  return [...impostors(role, taken).map(impostor => impostorTry(stage, impostor)), ...brokenTries(stage, identity)];
}

/** The workload's own call: a fresh process with the environment of a login shell. */
async function firstCall(command: readonly string[], form: RehearsalForm): Promise<ClientAnswer> {
  const { output, errors, timedOut } = await run(command, { cwd: form.folder, environment: {}, timeoutMilliseconds: CLIENT_MILLISECONDS_AT_MOST });
  if (timedOut) return { ok: false, message: `the client gave no answer within ${CLIENT_MILLISECONDS_AT_MOST} ms`, milliseconds: CLIENT_MILLISECONDS_AT_MOST };
  const line = output.trim().split('\n').pop() ?? '';
  try {
    return JSON.parse(line) as ClientAnswer;
  } catch {
    return { ok: false, message: `the client could not run: ${errors.trim().split('\n').pop() ?? ''}`, milliseconds: 0 };
  }
}
