import { CREDENTIAL_CONFIG_VARIABLES } from '../federation/installation';
import { LIMITS } from '../federation/limits';
import { assumedRoleArn } from '../federation/names';
import { AwsIdentity } from '../proof';
import { Stage, triesOf, Try } from './adversaries/attempts';
import { AdmittedRole, instanceId, roleSession } from './adversaries/identities';
import { WarmClient } from './client/client-process';
import { clientCommand } from './client/client-program';
import { firstCall } from './client/first-call';
import { Clouds } from './clouds';
import { BootedInstance, LeftOut, RehearsalForm } from './forms';
import { Evidence, Judge } from './judge';
import { Keeper } from './keeper';
import { Attempt, UserDataReport, WorkloadReport } from './report';
import { startWorkload } from './start-workload';
import { admittedRoles, expectation, roleOf, targetOf } from './target';
import { Workload } from './workloads';

/** What the rehearsals of all workloads share. */
export interface Backstage {
  readonly keeper: Keeper;
  /** Makes surroundings and both clouds for one use, and clears them away. */
  withForm<T>(use: (form: RehearsalForm, clouds: Clouds) => Promise<T>): Promise<T>;
  note(text: string): void;
}

const [GOOGLE_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;
const { withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;
const LAST_LINES = 20;

/** Runs one workload, in a network without the metadata of an instance unless it is one; containers again with those of their node in reach. */
export async function rehearseWorkload(workload: Workload, backstage: Backstage): Promise<WorkloadReport | undefined> {
  const alone = await backstage.withForm(async (form, clouds) => rehearseOnce(workload, form, clouds, backstage, false));
  if (alone === undefined || !('sidecar' in workload) || alone.role === undefined) return alone;
  const onNode = await backstage.withForm(async (form, clouds) => form.name === 'loopback' ? undefined : rehearseOnce(workload, form, clouds, backstage, true));
  if (onNode === undefined) backstage.note(`${workload.name}: whether its containers would use the role of a node in reach was not tried`);
  const [own, ...others] = alone.attempts;
  return { ...alone, attempts: [own, ...onNode?.attempts ?? [], ...others] };
}

async function rehearseOnce(
  workload: Workload, form: RehearsalForm, clouds: Clouds, { keeper, note: tell }: Backstage, nodeInReach: boolean,
): Promise<WorkloadReport | undefined> {
  const note = (text: string) => tell(`${workload.name}: ${text}`);
  if (workload.kind === 'EC2 instance') keeper.write(workload.name, 'user-data', workload.userData);
  const roleIn = (audience: string): AdmittedRole => {
    const { role, notes } = roleOf(workload, admittedRoles(clouds.policy, audience));
    notes.forEach(tell);
    return role;
  };
  let booted: BootedInstance | undefined;
  let role: AdmittedRole | undefined;
  let target;
  try {
    if (workload.kind !== 'EC2 instance') role = roleIn(workload.audience);
    const identityBefore = role && 'sessionName' in workload ? roleSession(role, workload.sessionName) : undefined;
    booted = await startWorkload(workload, form, clouds, identityBefore, nodeInReach);
    keeper.write(workload.name, 'user-data.log', booted.userData?.output);
    await keeper.installed(workload.name, form);
    if (booted.credentialConfig === '') {
      throw new Error(workload.kind === 'EC2 instance' ? `the user data installs no credential configuration where ${GOOGLE_VARIABLE} of a login shell points to`
        : `there is no credential configuration where ${GOOGLE_VARIABLE} points to`);
    }
    target = targetOf(booted.credentialConfig, clouds.policy);
  } catch (error) {
    const { message } = error as Error;
    if (!(error instanceof LeftOut)) return notStarted(workload, booted, message);
    note(`it was not rehearsed: ${message}`);
    return undefined;
  }
  workload.notes.forEach(tell);
  booted.notes.forEach(note);
  if (workload.kind === 'EC2 instance' && booted.userData !== undefined && workload.unknown.length > 0) {
    note(`what is known only at deployment stood in the user data as \${NAME}: ${workload.unknown.join(', ')}`);
  }
  if (target.lifetimeSeconds !== undefined && target.lifetimeSeconds > withoutOrganizationPolicy) {
    note(`an organization policy that allows tokens of ${target.lifetimeSeconds} seconds was assumed`);
  }
  role ??= roleIn(target.audience);
  const expected = expectation(target, role, clouds.policy, clouds.buckets);
  if (!expected.lists) note('no predefined role among its project grants lists objects, so a token counts as admitted');

  const identity = roleSession(role, 'sessionName' in workload ? workload.sessionName : instanceId());
  const url = form.reach(`https://storage.googleapis.com/storage/v1/b/${expected.bucket?.name ?? 'rehearsal'}/o`);
  if (workload.kind === 'EC2 instance') {
    clouds.metadata.instance = { availabilityZone: `${workload.region}a`, role: { name: role.roleName, credentials: clouds.directory.issue(identity) } };
  }
  const judge = new Judge(clouds, target, expected.lists);
  const call = booted.command(clientCommand('once', url));
  const { answer, evidence } = await observe(clouds, identity, async () => firstCall(call, form.folder));
  keeper.write(workload.name, nodeInReach ? 'client-with-node.log' : 'client.log', answer.written);
  const own = judge.workload(nodeInReach ? `${workload.name}, with the role of its node in reach` : workload.name, evidence);

  const { environment } = answer;
  // Without it a client would go and look for credentials of this machine.
  const others = nodeInReach || environment?.[GOOGLE_VARIABLE] === undefined ? [] : await tryOthers(booted, {
    clouds,
    form,
    url,
    environment,
    credentialConfig: booted.credentialConfig,
    audience: target.audience,
    region: workload.region,
    byMetadata: workload.kind === 'EC2 instance',
  }, client => triesOf(client, role, identity, admittedRoles(clouds.policy, target.audience)), judge);
  return {
    workload: workload.name,
    kind: workload.kind,
    role: assumedRoleArn(role.partition, role.account, role.roleName),
    audience: target.audience,
    bootMilliseconds: booted.milliseconds,
    userData: userDataReport(booted),
    attempts: [own, ...others],
  };
}

function notStarted({ name, kind }: Workload, booted: BootedInstance | undefined, reason: string): WorkloadReport {
  const attempts: Attempt[] = [{ who: name, expected: 'admitted', outcome: 'undecided', reason, milliseconds: 0, requests: [] }];
  return { workload: name, kind, bootMilliseconds: booted?.milliseconds, userData: booted && userDataReport(booted), attempts };
}

function userDataReport({ userData }: BootedInstance): UserDataReport | undefined {
  if (userData === undefined) return undefined;
  const { exitCode, timedOut, output } = userData;
  return { exitCode, timedOut, lastOutput: output.split('\n').map(line => line.trimEnd()).filter(line => line !== '').slice(-LAST_LINES) };
}

async function tryOthers(booted: BootedInstance, stage: Omit<Stage, 'client'>, tries: (stage: Stage) => Try[], judge: Judge): Promise<Attempt[]> {
  const client = new WarmClient(stage.form.folder, booted.command(clientCommand('serve')));
  try {
    await client.ready();
    const attempts: Attempt[] = [];
    for (const attempt of tries({ ...stage, client })) {
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
