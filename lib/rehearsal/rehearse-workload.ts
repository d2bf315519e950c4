import { CREDENTIAL_CONFIG_VARIABLES } from '../federation/installation/installation';
import { assumedRoleArn } from '../federation/names';
import { AdmittedRole, admittedRoles } from '../proof';
import { triesOf } from './attempts/attempts';
import { instanceId, roleSession } from './attempts/identities';
import { roleOf, Target, targetOf } from './attempts/target';
import { Backstage, noteLifetime, notStarted, observe, questionOf, tryOthers } from './attempts/try-out';
import { firstCall } from './client/first-call';
import { Clouds } from './clouds';
import { UserDataReport, WorkloadReport } from './report';
import { BootedInstance, LeftOut, RehearsalForm } from './sandbox';
import { startWorkload } from './start-workload';
import { Workload } from './workloads';

const [GOOGLE_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;
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
  workload: Workload, form: RehearsalForm, clouds: Clouds, { keeper, client: program, note: tell }: Backstage, nodeInReach: boolean,
): Promise<WorkloadReport | undefined> {
  const note = (text: string) => tell(`${workload.name}: ${text}`);
  if (workload.kind === 'ec2-instance') keeper.write(workload.name, 'user-data', workload.userData);
  const roleFor = (asked: Pick<Target, 'audience' | 'serviceAccount'>): AdmittedRole => {
    const { role, notes } = roleOf(workload, asked, clouds.policy);
    notes.forEach(tell);
    return role;
  };
  let booted: BootedInstance | undefined;
  let role: AdmittedRole | undefined;
  let target;
  try {
    if (workload.kind !== 'ec2-instance') role = roleFor(workload);
    const identityBefore = role && 'sessionName' in workload ? roleSession(role, workload.sessionName) : undefined;
    booted = await startWorkload(workload, form, clouds, program, identityBefore, nodeInReach);
    keeper.write(workload.name, 'user-data.log', booted.userData?.output);
    await keeper.installed(workload.name, form);
    if (booted.credentialConfig === '') {
      throw new Error(workload.kind === 'ec2-instance' ? `the user data installs no credential configuration where ${GOOGLE_VARIABLE} of a login shell points to`
        : `there is no credential configuration where ${GOOGLE_VARIABLE} points to`);
    }
    target = targetOf(booted.credentialConfig, clouds.policy);
  } catch (error) {
    const message = unreachedReason(booted) ?? (error as Error).message;
    const boot = booted && { bootMilliseconds: booted.milliseconds, userData: userDataReport(booted) };
    if (!(error instanceof LeftOut)) return { ...notStarted(workload, message), ...boot };
    note(`it was not rehearsed: ${message}`);
    return undefined;
  }
  workload.notes.forEach(tell);
  booted.notes.forEach(note);
  if (workload.kind === 'ec2-instance' && booted.userData !== undefined && workload.unknown.length > 0) {
    note(`what is known only at deployment stood in the user data as \${NAME}: ${workload.unknown.join(', ')}`);
  }
  noteLifetime(target, note);
  role ??= roleFor(target);
  const identity = roleSession(role, 'sessionName' in workload ? workload.sessionName : instanceId());
  const { url, judge } = questionOf(target, identity, form, clouds, note);
  if (workload.kind === 'ec2-instance') {
    clouds.metadata.instance = { availabilityZone: `${workload.region}a`, role: { name: role.roleName, credentials: clouds.directory.issue(identity) } };
  }
  const call = booted.command(program.command('once', url));
  const { answer, evidence } = await observe(clouds, identity, async () => firstCall(call, form.folder));
  keeper.write(workload.name, nodeInReach ? 'client-with-node.log' : 'client.log', answer.written);
  const own = judge.workload(nodeInReach ? `${workload.name}, with the role of its node in reach` : workload.name, evidence);

  const { environment } = answer;
  const admitted = admittedRoles(clouds.policy, target.audience);
  const { credentialConfig } = booted;
  const stage = { clouds, form, url, credentialConfig, audience: target.audience, region: workload.region, byMetadata: workload.kind === 'ec2-instance' };
  // Without the variable a client would go and look for credentials of this machine.
  const others = nodeInReach || environment?.[GOOGLE_VARIABLE] === undefined ? []
    : await tryOthers(booted, program, stage, client => triesOf({ ...stage, client, environment }, role!, identity, admitted), judge);
  return {
    workload: workload.name,
    kind: workload.kind,
    role: assumedRoleArn(role.partition, role.account, role.roleName),
    audience: target.audience,
    bootMilliseconds: booted.milliseconds,
    userData: userDataReport(booted),
    attempts: [own, ...others],
    libraryVersion: answer.libraryVersion,
  };
}

/** Returns why user data that needs a network failed in a rehearsal, which has none; `undefined` if it looked nothing up. */
function unreachedReason(booted: BootedInstance | undefined): string | undefined {
  const hosts = booted?.userData?.unreachedHosts ?? [];
  if (hosts.length === 0) return undefined;
  return `the user data could not reach ${hosts.join(', ')}, since the rehearsal has no network, and left no credential configuration: `
    + 'pass --form loopback, which runs only the commands of this library';
}

function userDataReport({ userData }: BootedInstance): UserDataReport | undefined {
  if (userData === undefined) return undefined;
  const { exitCode, timedOut, output, unreachedHosts } = userData;
  return { exitCode, timedOut, unreachedHosts, lastOutput: output.split('\n').map(line => line.trimEnd()).filter(line => line !== '').slice(-LAST_LINES) };
}
