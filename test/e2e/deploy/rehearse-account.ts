import { DeployedAccount, DeployedInstance } from './deployed-account';
import { readGoogleConfiguration } from '../../../lib/proof';
import { run } from '../../../lib/rehearsal/client/client-process';
import { clientCommand } from '../../../lib/rehearsal/client/client-program';
import { Clouds } from '../../../lib/rehearsal/clouds';
import { LogEntry } from '../../../lib/rehearsal/emulators';
import { chooseForm, UserDataRun } from '../../../lib/rehearsal/sandbox';
import { findInstallationBlock } from '../../../lib/rehearsal/sandbox/boot/installation-block';

/** Where the deployed instances boot on this machine. */
export const chosen = chooseForm(undefined, {});
if (chosen.fallback !== undefined) process.stdout.write(`LOOPBACK: deployed instances boot in the loopback form: ${chosen.fallback}\n`);

const CLIENT_MILLISECONDS_AT_MOST = 120_000;

/** What became of one instance. */
export interface Call {
  readonly id: string;
  /** Whether the commands came by an association, as the instance runs already. */
  readonly associated: boolean;
  /** @default - only the commands of this library ran */
  readonly userData?: UserDataRun;
  /** As the commands installed it. */
  readonly credentialConfig: string;
  readonly output: string;
  readonly errors: string;
  readonly log: readonly LogEntry[];
}

/**
 * Boots every instance of an account that carries the commands of this library, from the user data that the account has,
 * and runs what associations tell to run, against the Google side of an output folder. The identity of each is the one
 * that the account's own STS gives it.
 */
export async function bootInstances(account: DeployedAccount, gcp: string, bucket: string): Promise<Call[]> {
  const calls: Call[] = [];
  // Those of groups are left to their launch template: in this account they have no profile.
  for (const instance of account.instances.filter(({ group }) => group === null)) {
    const commands = associatedCommands(account, instance);
    const script = commands === undefined ? instance.userData : ['#!/bin/sh', ...commands].join('\n');
    if (findInstallationBlock(script) === undefined) continue;
    const booted = await boot(account, instance, script, new Clouds(readGoogleConfiguration(gcp)), bucket);
    calls.push({ id: instance.id, associated: commands !== undefined, ...booted });
  }
  return calls;
}

async function boot(
  { instanceProfiles }: DeployedAccount, instance: DeployedInstance, script: string, clouds: Clouds, bucket: string,
): Promise<Omit<Call, 'id' | 'associated'>> {
  const { id, profile, identity, availabilityZone } = instance;
  const role = instanceProfiles.find(({ name }) => name === profile)?.roles[0];
  if (role === undefined || identity === null) throw new Error(`the deployed instance ${id} has no role`);
  const form = chosen.form();
  try {
    await form.start(clouds.services);
    clouds.metadata.instance = { availabilityZone, role: { name: role.name, credentials: clouds.directory.issue(identity) } };
    const { credentialConfig, command, userData } = await form.boot(script);
    const client = command(clientCommand('once', form.reach(bucket)));
    const { output, errors } = await run(client, {
      cwd: form.folder, environment: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` }, timeoutMilliseconds: CLIENT_MILLISECONDS_AT_MOST,
    });
    return { userData, credentialConfig, output, errors, log: clouds.log.entries };
  } finally {
    await form.close();
  }
}

/** What State Manager would let the agent on an instance run, as CloudFormation was told. */
function associatedCommands({ stack: { template, resources } }: DeployedAccount, { id }: DeployedInstance): string[] | undefined {
  const logicalId = resources.find(({ physicalId }) => physicalId === id)?.logicalId;
  return Object.values<any>(template.Resources)
    .filter(({ Type: type }) => type === 'AWS::SSM::Association')
    .find(({ Properties: { Targets: [{ Values: values }] } }) => values.some((value: any) => value.Ref === logicalId))
    ?.Properties.Parameters.commands;
}
